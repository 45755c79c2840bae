"""Manual pages of the codes in English: what is found, why it matters, how to repair it, samples."""

PAGES = {
    "P001": """P001 unreadable-file (error)

What: One of the four files plan.yaml, agencies.yaml, tasks.yaml,
documents.yaml is missing from the data folder; or a file is there
(decisions.yaml, a report under updates/ and the issued text under source/
too) and cannot be opened: no permission, a broken disk, a network drive
that is gone.

Why: Without one file, tasks, agencies or deadlines are missing. Figures
made from what is left would look sound and be wrong, so plan190 computes
nothing until all files are there. Only decisions.yaml and updates/ may be
absent: then nothing has been decided or reported yet.

How to repair: Look at the file's name, letter for letter: small letters,
ending in .yaml, not .yml or .yaml.txt. If the file is lost, copy it back
from a backup. If it is there but cannot be opened, look at its permissions
and the disk, or ask whoever keeps the computer.

Wrong: the folder holds plan.yaml, agencies.yaml, tasks.yaml.txt,
documents.yaml.
Right: the folder holds plan.yaml, agencies.yaml, tasks.yaml, documents.yaml
and the folder source/ with the issued text.
""",
    "P002": """P002 file-too-large (error)

What: The file has more than 2,097,152 bytes (2 MB), the most that plan190
reads.

Why: The largest data file, tasks.yaml, has about 87,000 bytes. A file many
times as large is almost certainly another file copied here, or the same
text pasted again and again. Figures from it could not be trusted.

How to repair: Open the file in a text editor and look. If it is something
else (a scan, a Word file, a zip), put the right data file in its place. If
the text is repeated, keep it once. When in doubt, copy back the last
backup.

Wrong: tasks.yaml has some million bytes, because the 67 tasks were pasted
many times, or because it is really a scan.
Right: tasks.yaml has some ten thousand bytes, and each task stands there
once.
""",
    "P003": """P003 not-utf-8 (error)

What: The file is not saved as UTF-8: it has a byte that UTF-8 cannot have,
or all of it is saved as UTF-16 (“Unicode” in Notepad).

Why: The same bytes are other letters in another encoding. A wrong guess
turns “Sở Y tế” into signs that match neither the issued text nor the
agency's name. plan190 does not guess, so it computes nothing.

How to repair: Open the file in Notepad and see whether the Vietnamese
letters are right. If they are, choose Save as, choose UTF-8 under Encoding,
and save over the old file. If they are not, do not save; take a backup.

Wrong: at the bottom of its window, Notepad says “ANSI” or “UTF-16 LE”.
Right: at the bottom of its window, Notepad says “UTF-8”.
""",
    "P004": """P004 forbidden-character (error)

What: The file holds an invisible character, a control character, or a blank
that is not the ordinary one (such as U+00A0, written <U+00A0> in the sample
below). It stands in the text itself, or is made by a \\ inside double
quotes, such as \\n (a line break) in the sample below.

Why: Two texts that look the same are not the same to a computer when one
has such a character: the deadline cannot be read, the agency is not found,
the words do not match the issued text. Nobody can see why.

How to repair: Go to the line and column that are named, delete the letters
around that place and type them again; do not paste. Such characters come
from Word or chats: paste into Notepad first. If the value needs a \\, use
single quotes. For a text of several lines (such as summary), write | after
the colon and the lines below it, indented alike.

Wrong:
    words: "Tháng<U+00A0>6/2023"
    summary: "Đã lắp 12 đầu đọc thẻ.\\nCòn 3 trạm y tế chưa có."
Right:
    words: "Tháng 6/2023"
    summary: |
      Đã lắp 12 đầu đọc thẻ.
      Còn 3 trạm y tế chưa có.
""",
    "P005": """P005 byte-order-mark-or-line-ends (note)

What: The file begins with a byte order mark (U+FEFF, which cannot be seen),
or has the line ends of Windows (U+000D U+000A instead of one character).
Notepad often saves files so.

Why: No figure changes: plan190 reads it right. It is told because programs
that compare two versions of a file may show every line as changed, which
hides the real change.

How to repair: Nothing has to be done. To tidy up, save the file again with
the encoding “UTF-8” (not “UTF-8 with BOM”) and the line ends LF; Notepad++
and VS Code offer both.

Wrong: at the bottom of its window, the editor says “UTF-8 with BOM” or
“CRLF”.
Right: at the bottom of its window, the editor says “UTF-8” and “LF”.
""",
    "P006": """P006 not-a-plain-file (error)

What: Where a data file should be there is a link, a folder or a device; or
updates is not a real folder. In a change, two names that differ only in
case or in how accents are joined are refused too.

Why: A link points elsewhere: when the data folder is copied or archived the
text does not go along, and it can be changed over there without anyone
knowing. Figures must come from what lies in the data folder. Two names such
as so-y-te and So-Y-Te are one to Windows and macOS: only one of the files
is left there.

How to repair: Remove the link or rename the folder, then copy the real file
here under the right name. If the real file lies elsewhere, copy it; do not
link to it again. So it is with updates: copy the real folder here. Of two
such names, rename the one that was added, by the agency's id and the
period; where one report was sent twice, take the new file out.

Wrong: data/tasks.yaml is a link to a file on a network drive, or a folder
named tasks.yaml.
Right: data/tasks.yaml is a plain file in the data folder itself.
""",
    "P007": """P007 not-a-text-file (error)

What: The file is called .yaml but is a Word, Excel, PDF or zip file, or a
web page. Changing the end of a file's name does not change what is in it.

Why: plan190 reads YAML text only. In a Word file or a web page the text may
be cut up, hidden or out of date; figures from it could not be trusted.

How to repair: Get the .yaml file itself. From the web, press “Raw” first
and then save; do not save the whole page. If you wrote in Word by mistake,
open a backup of the .yaml file in a text editor and type your changes
there.

Wrong: opened in Notepad, tasks.yaml begins with “PK” and odd signs, or with
“<!DOCTYPE html>”.
Right: opened in Notepad, tasks.yaml has comments, then “tasks:” and
“- number: 1”.
""",
    "P008": """P008 stray-file (error)

What: Beside the data lies a YAML file that plan190 does not read (such as
decisions.yml), or in the folder updates/ something that is no monthly
report. Each report is one file updates/<agency's id>/<year-month>.yaml;
updates/ holds nothing else.

Why: plan190 finds reports by the names of their files. With one letter
wrong the report would not be read, and the agency would count as silent
though it has reported. plan190 would rather complain.

How to repair: If it is a report, rename it: the folder has the agency's id
(plan190 agencies lists them), the file's name is the year in four digits, a
hyphen, the month in two digits, and .yaml. Notepad likes to add .txt
unseen: when saving, choose the file type “All files”. If it is anything
else (a Word file, a scan, an old copy), move it out of updates/.

Wrong:
    updates/so-y-te/2023-7.yaml
    updates/so-y-te/2023-07.yaml.txt
    updates/so-y-te/2023-07 (1).yaml
    updates/2023-07.yaml
Right:
    updates/so-y-te/2023-07.yaml
""",
    "P101": """P101 yaml-syntax (error)

What: From this place on the file is not written as YAML wants, and cannot
be read further. What comes after has not been looked at yet and may have
more faults.

Why: Until the whole file is read nobody knows all tasks, agencies and
deadlines, so plan190 computes nothing.

How to repair: Look at the line that is named and at the one above.
- A tab: replace it by two blanks.
- A quote opened and not closed: add the closing quote at the end.
- The value holds a colon and a blank, or begins with a sign such as
  @ % * & ! | >: put the whole value in double quotes.
- A bracket [ ] or { } that is not closed: close it.
- No colon and blank after the key: write “key: value”.
- A line indented otherwise: keys of one level stand in one column.

Wrong:
    note: Chữ thừa: cơ quan ban hành đã là chủ ngữ của câu.
Right:
    note: "Chữ thừa: cơ quan ban hành đã là chủ ngữ của câu."
""",
    "P102": """P102 duplicate-key (error)

What: In one entry the same key is given twice.

Why: Most programs that read YAML keep the last one and say nothing. In the
sample below the deadline of task 31 would move by a month unseen, and the
overdue figures with it. plan190 does not choose for you.

How to repair: Compare both with the issued text, keep the right one, delete
the other. If they are about two different things, the line that begins a
new entry (“- number:” or “- id:”) is probably missing between them: add it.

Wrong:
    words: "Trước 30/6/2023"
    rule: {kind: before, date: 2023-06-30}
    rule: {kind: before, date: 2023-07-30}
Right:
    words: "Trước 30/6/2023"
    rule: {kind: before, date: 2023-06-30}
""",
    "P103": """P103 anchor-or-alias (error)

What: The file uses an anchor (&name) or an alias (*name): a value written
once and used again elsewhere.

Why: Whoever changes the value at the anchor changes it elsewhere too,
unseen. A task must be whole where it stands, to be compared with the
appendix.

How to repair: Take the anchor out and write the value where the alias
stands. A value that begins with & or * as plain text goes into double
quotes.

Wrong:
    - number: 2
      cooperating: {bodies: &chung [grp-sbn, grp-huyen]}
    - number: 3
      cooperating: {bodies: *chung}
Right:
    - number: 2
      cooperating: {bodies: [grp-sbn, grp-huyen]}
    - number: 3
      cooperating: {bodies: [grp-sbn, grp-huyen]}
""",
    "P104": """P104 tag (error)

What: The file uses a tag of YAML: a word that begins with ! in front of a
value, such as !!str or !!int.

Why: A tag makes a program read the value otherwise than people do; programs
differ in what they make of it, and some tags can even run commands. In
plan190 every key knows its own type, so no tag is needed.

How to repair: Delete the tag and keep the value. If a number is meant as
text, put it in double quotes. If ! is plain text at the beginning of a
value, put the whole value in double quotes.

Wrong:
    code: !!str 689
Right:
    code: "689"
""",
    "P105": """P105 several-documents (error)

What: A line --- parts the file into several YAML documents, or there is a
directive, a line that begins with %.

Why: Many programs read the first document only and drop all that follows.
In the sample below every task from 30 on could vanish from the figures.

How to repair: Delete the line --- and the outermost key that is repeated
after it (here tasks:), so that one list is left. If the two are versions of
the same thing, keep the right one. Delete a line that begins with %.

Wrong:
    tasks:
      - number: 29
    ---
    tasks:
      - number: 30
Right:
    tasks:
      - number: 29
      - number: 30
""",
    "P106": """P106 too-deep-or-too-many (error)

What: The file is nested deeper than 20 levels, or has more than 200,000
parts.

Why: The files of the plan have at most 7 levels and some 4,000 parts. A
file so far beyond that is broken, or was made to choke the computer;
plan190 stops reading and computes nothing.

How to repair: Near the line that is named, look for brackets [[[ or {{{
typed by mistake, or for hyphens “- - -”, and write it like the entries
beside it. If much is broken, take the last file from git or from a backup.

Wrong:
    bodies: [[[[[[[[[[[[[[[[[[[[so-y-te]]]]]]]]]]]]]]]]]]]]
Right:
    bodies: [so-y-te]
""",
    "P107": """P107 ambiguous-value (error)

What: A value without quotes that programs read differently: 015 is 15 to
some and 13 to others; no, yes, on, off are true or false to some; 12:30 is
the number 750 to some.

Why: The monthly report is due before the 15th. With 015 another program may
take it for the 13th. One file must give one figure everywhere.

How to repair: If it is a number, write it plainly: no 0 in front, no comma.
If it is text, put it in double quotes: "no". If it is yes or no, write true
or false without quotes. If it is a day, write year-month-day in full:
2023-06-30.

Wrong:
    before_day: 015
Right:
    before_day: 15
""",
    "P108": """P108 text-lost-after-hash (error)

What: A value without quotes holds a blank and then #. YAML takes everything
from # to the end of the line for a comment and drops it.

Why: The sentence is cut off though the file looks complete. Of the sample
below only “Kế hoạch này được dẫn ở nhiệm vụ” is left. Were it the number of
a document or a deadline, a report would lack it.

How to repair: If the text after # belongs to the value, put the whole value
in double quotes. If it is a comment, put it on a line of its own that
begins with # and a blank.

Wrong:
    note: Kế hoạch này được dẫn ở nhiệm vụ #33 và nhiệm vụ #37
Right:
    note: "Kế hoạch này được dẫn ở nhiệm vụ #33 và nhiệm vụ #37"
""",
    "P109": """P109 conflict-marker (error)

What: A line <<<<<<<, ======= or >>>>>>> is left in the file. git leaves
these conflict marks when two people changed the same place: what one wrote
stands above, what the other wrote below.

Why: The two are different opinions on one thing, such as two deadlines in
the sample below. Somebody must decide which is right; a program may not.

How to repair: Compare both with the issued text, keep the right one, delete
the other, then delete the three marks. When in doubt, ask the other person
before deleting.

Wrong:
    <<<<<<< HEAD
      rule: {kind: before, date: 2023-06-30}
    =======
      rule: {kind: before, date: 2023-07-30}
    >>>>>>> sua-han
Right:
      rule: {kind: before, date: 2023-06-30}
""",
    "P110": """P110 empty-file (error)

What: There is nothing in the file, or nothing but comments.

Why: Read as it is, an empty file would mean a plan without tasks or
agencies: a table full of zeros that looks as if nothing were overdue.

How to repair: The text was probably deleted by mistake or the file not
saved to its end. Take the last file from git; without git, copy it from a
backup or ask whoever keeps the data.

Wrong:
    # Phụ lục của Kế hoạch 190/KH-UBND ngày 12/6/2023: 67 nhiệm vụ.
Right:
    # Phụ lục của Kế hoạch 190/KH-UBND ngày 12/6/2023: 67 nhiệm vụ.
    tasks:
      - number: 1
        # …
""",
    "P201": """P201 missing-field (error)

What: An entry lacks a key that it must have.

Why: Without the key plan190 would have to guess, and a guess is no figure
for a report. In the sample below nobody knows on which day task 31 is
overdue, for rule is missing.

How to repair: Add the key to the entry that is named, in one column with
its other keys, with the value that the issued text gives. If you do not
know how to write it, look at a like entry of the same file. See also
whether the key is there but misspelt, or indented too far.

Wrong:
    deadline:
      words: "Trước 30/6/2023"
Right:
    deadline:
      words: "Trước 30/6/2023"
      rule: {kind: before, date: 2023-06-30}
""",
    "P202": """P202 unknown-key (error)

What: An entry has a key that plan190 does not know: misspelt, with a
capital letter, in the wrong entry, or indented wrongly.

Why: Were unknown keys passed over, what somebody meant to record would be
lost unseen: a note not shown, an agency not counted. plan190 would rather
complain.

How to repair: Write the key as the message proposes. Keys have small
letters and must be right to the letter. If the key is right and still
refused, it stands in the wrong place: see whether it is in one column with
the entry's other keys. What fits no key goes into note.

Wrong:
    name: Văn phòng Ủy ban nhân dân tỉnh
    Short: Văn phòng UBND tỉnh
Right:
    name: Văn phòng Ủy ban nhân dân tỉnh
    short: Văn phòng UBND tỉnh
""",
    "P203": """P203 wrong-type (error)

What: The value is of the wrong type: a word where a list is needed, a list
where text is needed, text where an entry with keys is needed, something
else than a whole number, something else than true or false; or a key that
is not a word.

Why: With the wrong type nobody can say how many agencies have the task, or
what the number is, so nothing can be counted. In the sample below nobody
can be sure whether the obstacle is beyond the agency's authority and must
go to the Chairman.

How to repair:
- A list: write [a, b], and [a] if there is but one; or “- ” and one item on
  each line.
- A number: the digits 0–9 only, no point, no comma, no leading 0.
- Yes or no: write true or false, in small letters, without quotes.
- Text: put it in double quotes.
- An entry with keys: “key: value” on each line, indented alike.

Wrong:
    obstacles:
      - category: kinh-phi
        beyond_authority: có
        description: Chưa có kinh phí mua đầu đọc thẻ cho 15 trạm y tế.
Right:
    obstacles:
      - category: kinh-phi
        beyond_authority: true
        description: Chưa có kinh phí mua đầu đọc thẻ cho 15 trạm y tế.
""",
    "P204": """P204 value-not-allowed (error)

What: The value is not one of those allowed for this key: a word that is not
in the list, an id, a document's number or a link of the wrong form, a time
zone that does not exist, a number too large or too small.

Why: Each word of a list stands for one way of computing. With another word
there is none: in the sample below done is known, xong means nothing to
plan190. A document without its full number cannot be found again.

How to repair: Choose one of the words that the message lists, to the
letter. An id has small letters without accents, digits and hyphens:
so-y-te. A document's number is written in one piece, without “Số” before
it: 45/BC-SYT. A link begins with http:// or https://. A share is 0 to 100,
a number of days at most 365, a year from 1945 to 2099. A time zone is
written like Asia/Ho_Chi_Minh.

Wrong:
    state: xong
    done_on: 2023-06-28
    evidence:
      - {title: Quyết định phê duyệt, number: "907", date: 2023-06-28}
Right:
    state: done
    done_on: 2023-06-28
    evidence:
      - {title: Quyết định phê duyệt, number: 907/QĐ-UBND, date: 2023-06-28}
""",
    "P205": """P205 text-empty-or-too-long (error)

What: A key that may not be left out has nothing written after it; or the
text has several lines, a blank too many at its beginning or end, or is too
long (10,000 letters, 300 for a short name, 60 for an id).

Why: An empty place does not say whether there is nothing or somebody
forgot. Text with extra blanks or line breaks does not match the issued text
letter for letter.

How to repair: Write one line, as the issued text has it. If the key may be
left out and there is nothing to write, delete it. To break a long text over
several lines, write >- after the colon and indent the lines below, with no
empty line among them. What a report tells (such as summary, description)
may have several lines: write | instead of >-.

Wrong:
    product:
      words:
      type: document
Right:
    product:
      words: "Văn bản triển khai"
      type: document
""",
    "P206": """P206 not-a-day (error)

What: A day or a month is needed and is not written as it must be, or there
is no such day in the calendar (such as 31 June).

Why: 6/7/2023 is 6 July to some and 7 June to others: a month's difference
in what is overdue. With the year first, then month, then day, everybody
reads the same.

How to repair: Write a day as year-month-day, in full: 2023-06-30. Write a
month as year-month: 2023-06. If the calendar has no such day, look at the
issued text again. What stands in words is kept as the plan writes it.

Wrong:
    words: "Trước 30/6/2023"
    rule: {kind: before, date: 30/6/2023}
Right:
    words: "Trước 30/6/2023"
    rule: {kind: before, date: 2023-06-30}
""",
    "P301": """P301 body-unknown (error)

What: An agency or group is named by an id that agencies.yaml does not have:
in the files of the plan, in agency of a monthly report, or in by, agency,
agencies or to of a decision.

Why: A task with a wrong id belongs to nobody: the agency that must do it
does not see it, the table counts too few, and the work is overdue all the
same. A report with a wrong id counts for nobody.

How to repair: See what the message proposes, or list the ids with plan190
agencies, and copy the right one. A report's folder must have that id as
well. If the agency is really not there yet, add an entry to agencies.yaml
first, then use its id.

Wrong:
    lead: {words: "SỞ Y TẾ", bodies: [soyte]}
Right:
    lead: {words: "SỞ Y TẾ", bodies: [so-y-te]}
""",
    "P302": """P302 report-out-of-place (error)

What: A monthly report says something else than the place where it lies:
agency is not the id that names the folder, or period is not the month that
names the file. Or period lies before the plan, or reported_on before the
period begins. Or the report is that of a group, or of a body that the plan
only mentions: neither reports.

Why: These keys say whose report it is, and of which period. Whoever copies
last month's file and forgets period files this month's figures under last
month, and this month counts as not reported.

How to repair: Make agency and period agree with the folder and the file; if
the file lies in the wrong place, move it. A period has the name of the
month in which its report is due: 2023-07 runs from 15 June to 14 July 2023
(14 is the cut-off, cut_off in plan.yaml), so its reported_on is 2023-06-15
or later. The earliest period is 2023-06.

Wrong:
    # file data/updates/so-y-te/2023-07.yaml
    agency: so-y-te
    period: 2023-06
    reported_on: 2023-07-10
Right:
    # file data/updates/so-y-te/2023-07.yaml
    agency: so-y-te
    period: 2023-07
    reported_on: 2023-07-10
""",
    "P303": """P303 task-unknown (error)

What: A task is named by a number that tasks.yaml does not have: in task of
a monthly report, in tasks or task of a decision, in tasks of a cited
document, an indicator, an event, a schedule or an assumption, or in
after_task.

Why: With a wrong number the report, decision or indicator hangs on a task
that does not exist. In the sample below what was done for task 36 is told
of task 86, and the plan has 67 tasks; task 36 is left without a report.

How to repair: Look the number up in the first column (STT) of the appendix
and correct it. If the number is right and tasks.yaml lacks the task, add
the task.

Wrong:
    - task: 86
      state: in_progress
      summary: Đã kết nối dữ liệu của 6 trong 15 bệnh viện.
Right:
    - task: 36
      state: in_progress
      summary: Đã kết nối dữ liệu của 6 trong 15 bệnh viện.
""",
    "P304": """P304 task-not-theirs (error)

What: A report tells of a task that is not the agency's, or tells of it in
the wrong role: a task that it supports under updates, or one that it leads
under contributions; or of a task that had passed to another agency by then.

Why: The leading agency answers for a task, so only it can say how far the
task is. A cooperating agency tells what it did; that never makes the task
done. With the roles mixed up, what another agency has done is told wrongly.

How to repair: plan190 agency with the agency's id (such as so-y-te) shows
which tasks it leads and which it supports. Move a task that it supports to
contributions, with task, contribution, and evidence if there is any. A task
that it leads stands under updates. If it is neither, look at the number
again.

Wrong:
    updates:
      - task: 18
        state: in_progress
        summary: Đã mua 6 máy quét cho Bộ phận Một cửa của Sở.
Right:
    contributions:
      - task: 18
        contribution: Đã mua 6 máy quét cho Bộ phận Một cửa của Sở.
""",
    "P305": """P305 given-twice (error)

What: An id or a number is used twice: the id of an agency or group, a
task's number, the id of a document, an indicator, an event or schedule, an
assumption, a decision, or an owner; or an account stands for two people. In
one report, a task, an indicator, two obstacles of one category in one task,
or one task of one period corrected twice.

Why: The second hides the first: the work of two agencies falls to one, or a
task counts twice. The figures still add up, so no table shows it.

How to repair: Open both places that the message names. If one is a copy,
delete it. If they are two things, give one another id, wherever it is
meant. A task's number is that of the first column (STT) of the appendix. In
a report, join the two entries of a task; of two obstacles of one category,
give one an id and keep that id in later months. Join two corrections of one
task and period as well. An account belongs to one person: who hands in for
several agencies lists them in agencies of one entry.

Wrong:
    obstacles:
      - {category: kinh-phi, beyond_authority: true, description: Mua máy}
      - {category: kinh-phi, beyond_authority: false, description: Đào tạo}
Right:
    obstacles:
      - {category: kinh-phi, beyond_authority: true, description: Mua máy}
      - {category: kinh-phi, beyond_authority: false, description: Đào tạo,
         id: dao-tao}
""",
    "P306": """P306 entry-contradicts-itself (error)

What: Parts of one entry of a report cannot all be so. state is done without
done_on, or there is done_on and state is not done; progress does not go
with state; or at_risk (the work may be late) stands with a task that is
done, or that has no last day.

Why: plan190 does not know which part to believe: in the sample below, is
the task in progress, or was it done on 28 June 2023? A guess would make the
overdue figures wrong.

How to repair: See how far the work really is and correct what is wrong.
- not_started: leave progress out, or write 0.
- in_progress: no done_on.
- done: with done_on; leave progress out, or write 100.
- unchanged (nothing new since last month): no progress, no done_on.
- at_risk: only while a task with a last day is not done. What is in the way
  of a task without a day goes into obstacles.

Wrong:
    - task: 62
      state: in_progress
      done_on: 2023-06-28
Right:
    - task: 62
      state: done
      done_on: 2023-06-28
      evidence: [{title: Quyết định, number: 907/QĐ-UBND, date: 2023-06-28}]
""",
    "P307": """P307 day-out-of-order (error)

What: The days of a report do not follow one another: the day of completion
(done_on), or the day of an evidence document or of the report's own
document, lies after the day of the report (reported_on); or the day
expected (expected_on) does not lie after it; or the day of a withdrawal
(withdrawn) lies before it. A day of completion before the plan was issued,
with no summary to explain it, is refused too.

Why: A report of 10 July cannot tell of work done on 28 July. A month's slip
turns on time into late, or late into on time.

How to repair: Compare each day with the documents; mostly the month is
mistyped. Work that is not done yet is in_progress, without done_on. If it
was really done before the plan, say so in summary. date of withdrawn is the
day of the withdrawal, the day of handing in or a later one.

Wrong:
    # report of 10 July 2023
    - task: 62
      state: done
      done_on: 2023-07-28
      evidence: [{title: Quyết định, number: 907/QĐ-UBND, date: 2023-06-28}]
Right:
    # report of 10 July 2023
    - task: 62
      state: done
      done_on: 2023-06-28
      evidence: [{title: Quyết định, number: 907/QĐ-UBND, date: 2023-06-28}]
""",
    "P308": """P308 evidence-twice (warning)

What: Under evidence of one task the same document stands twice: the same
number and day; or, where there is no number, the same title and link.

Why: No figure is wrong, but one proof too many is counted. Mostly a line
was copied and not changed, so that the second document is missing.

How to repair: If it is one document, delete one of the lines. If there are
two, write the number and day that the second one has on paper.

Wrong:
    evidence:
      - title: Công văn chỉ đạo các bệnh viện
        number: 1150/SYT-NVY
        date: 2023-06-20
      - title: Công văn chỉ đạo các trung tâm y tế
        number: 1150/SYT-NVY
        date: 2023-06-20
Right:
    evidence:
      - title: Công văn chỉ đạo các bệnh viện
        number: 1150/SYT-NVY
        date: 2023-06-20
      - title: Công văn chỉ đạo các trung tâm y tế
        number: 1162/SYT-NVY
        date: 2023-06-21
""",
    "P310": """P310 group-contains-itself (error)

What: A group contains itself, directly or through another group. The
message shows the way round: this group → that group → this group again.

Why: To say how many agencies have a task, groups are opened down to single
agencies. On a circle that never ends, and nothing can be counted.

How to repair: Take one member out so that the circle ends. Mostly it is in
the smaller group: write the ids of its agencies instead of the group's id.

Wrong:
    - id: grp-doan-the
      members: [grp-mttq-ctxh]
    - id: grp-mttq-ctxh
      members: [grp-doan-the]
Right:
    - id: grp-doan-the
      members: [grp-mttq-ctxh]
    - id: grp-mttq-ctxh
      members: [mttq-tinh, ldld-tinh, hoi-nong-dan-tinh, hoi-lhpn-tinh,
                hoi-ccb-tinh, tinh-doan]
""",
    "P311": """P311 deadline-not-as-phrase (error)

What: The rule of a task is not what its words say; or plan190 cannot read
the words.

Why: The last day is computed from rule; the plan speaks in words. When the
two differ, an overdue figure rests on nothing. In the sample below before
drops “duy trì thực hiện thường xuyên”, that the work must be kept up.

How to repair: Compare words with the column “Thời gian hoàn thành” of the
appendix. If words are right, write the rule that the message gives. If they
were copied wrongly, copy them again. Never change words to fit the rule. If
words are right and plan190 cannot read them, tell whoever maintains
plan190. A date is never moved in tasks.yaml: when an extension is granted,
write a decision kind: extend into decisions.yaml (sample in P328); the
original deadline stays to be compared with.

Wrong:
    words: >-
      Hoàn thành trước ngày 30/6/2023 và duy trì thực hiện thường xuyên
    rule: {kind: before, date: 2023-06-30}
Right:
    words: >-
      Hoàn thành trước ngày 30/6/2023 và duy trì thực hiện thường xuyên
    rule: {kind: milestone, date: 2023-06-30}
""",
    "P312": """P312 words-not-in-source (error)

What: A piece quoted from the plan differs from the source in data/source,
in the very cell or section it comes from; or an erratum is about words that
are not there.

Why: Figures must lead back to the document as signed. Only the issuer may
correct it; even a comma put right makes the data another text.

How to repair: Copy it from data/source letter for letter, slips included.
Slips go into errata: where names the cell, written is what stands there,
meant is what was likely meant. Do not change the file under data/source.

Wrong:
    cooperating:
      words: "Công an tỉnh; Sở Thông tin và Truyền thông"
Right:
    cooperating:
      words: "Công an tỉnh, Sở Thông tin và Truyền thông"
    # …
    errata:
      - where: cooperating
        written: "Công an tỉnh, Sở"
        meant: "Công an tỉnh; Sở"
""",
    "P313": """P313 tasks-do-not-balance (error)

What: The numbers of the tasks do not match: tasks.yaml lacks one or has one
too many, or the appendix in data/source does not give the tasks from 1 to
the number that plan.yaml has under tasks.

Why: The plan sets 67 tasks, so every table must add up to 67. If one is
dropped, an agency escapes being followed up and the share done still looks
fine.

How to repair: Compare tasks.yaml with the appendix row by row. Add what is
missing; if there is one too many, see whether number is mistyped. If tasks
in plan.yaml is wrong, take the last number of the first column (STT). If
rows of the appendix are not read, see P314.

Wrong:
    source: source/ke-hoach-190-kh-ubnd.txt
    tasks: 66
Right:
    source: source/ke-hoach-190-kh-ubnd.txt
    tasks: 67
""",
    "P314": """P314 source-line-unread (error)

What: In the appendix of the source a line is no task, no heading with an
agency's name (in capitals) and no page break; or the issued text is not
there at all.

Why: Such a line may be a task broken in two, or one without its number.
Passing over it means losing what the task is compared with.

How to repair: Open the source at the line that is named and compare it with
the document on paper. Each task is one line, its six cells parted by tabs
(empty cells have their tabs too; <Tab> in the sample below). Join a broken
line without changing a letter. If the file is missing, copy it into source/
under the name that source in plan.yaml gives.

Wrong:
    28<Tab>Đề xuất …<Tab>Các sở, ban, …
    Trong năm 2023<Tab>Văn bản triển khai<Tab>
Right:
    28<Tab>Đề xuất …<Tab>Các sở, …<Tab>Trong năm 2023<Tab>Văn bản …<Tab>
""",
    "P315": """P315 awaited-unknown (error)

What: A task waits (kind is after_event or outside_schedule) and waits_for
is missing, or names an unknown id or one of the other kind; a task waits
for nothing and has waits_for; or awaited and the task disagree.

Why: A task that waits is not late. If what it waits for is wrong, it goes
on waiting when its time has come, and nobody urges it.

How to repair: Choose an id from awaited in plan.yaml: one of kind event for
after_event, of kind schedule for outside_schedule. The task's number must
be in tasks of that id. If the task waits for nothing, take waits_for out.

Wrong:
    deadline:
      words: "Theo tiến độ, yêu cầu tại Quyết định số 766/QĐ-TTg"
      # …
      waits_for: quyet-dinh-766
Right:
    deadline:
      words: "Theo tiến độ, yêu cầu tại Quyết định số 766/QĐ-TTg"
      # …
      waits_for: qd-766
""",
    "P316": """P316 citation-out-of-place (error)

What: The list of places that cite a document is not what the plan has: a
task or section that does not cite it, or a task too few. plan190 looks for
the forms in written.

Why: By this list people learn which documents their task rests on. Too
many, and they follow a wrong one; too few, and the ground for the task is
lost.

How to repair: Read the task in the appendix again. If the document is not
there, take the task out of tasks, or the section out of provisions. If it
is there in another form, copy that into written. If a task is not listed,
add it.

Wrong:
    written: [Kế hoạch số 579/KH-UBND]
    # …
    tasks: [29, 30]
Right:
    written: [Kế hoạch số 579/KH-UBND]
    # …
    tasks: [29]
""",
    "P317": """P317 roster-unfounded (error)

What: In a group the keys roster, members and assumed do not go together:
assumed without a reason under assumed; open or outside with members; stated
or assumed without members.

Why: The members decide how many agencies have a task. Who adds agencies to
a group that the plan leaves open gives out work that the plan does not.

How to repair: Choose the right roster: stated if the text names them;
assumed if we must choose, then write assumed with id, what, why, who; open
if the plan leaves it open; outside if they never report under the plan. The
last two have no members.

Wrong:
    - id: grp-sn-lien-quan
      name: Các sở, ngành có liên quan
      english: Departments and agencies concerned
      roster: open
      members: [so-y-te, so-tttt]
Right:
    - id: grp-sn-lien-quan
      name: Các sở, ngành có liên quan
      english: Departments and agencies concerned
      roster: open
""",
    "P318": """P318 task-led-by-nobody (error)

What: No agency leads the task: bodies of lead is empty, or has only a group
without members.

Why: A task that nobody leads is overdue for nobody. It drops out of the
table of every agency, while the work is still undone.

How to repair: See under which heading the task stands in the appendix and
write that agency's id into bodies of lead. If the heading is a group, the
group must have members: see its entry in agencies.yaml.

Wrong:
    lead: {words: "SỞ Y TẾ", bodies: []}
Right:
    lead: {words: "SỞ Y TẾ", bodies: [so-y-te]}
""",
    "P319": """
P319 provision-unknown (error)

What: A section of the plan is named by number (provision, provisions), and
plan.yaml quotes no such section.

Why: Reports, indicators and citations must lead back to the right place in
the plan; with a wrong number nobody can check them.

How to repair: Look at the sections that the message lists and correct the
number.

Wrong:
    reporting:
      provision: III.9
Right:
    reporting:
      provision: III.1
""",
    "P320": """
P320 number-not-in-words (error)

What: The number of an indicator (target), or the day of the monthly report
(before_day), is not in the words quoted beside it.

Why: The number goes into official reports. It must be one that the plan
names, or an assumption with its reason.

How to repair: Compare it with the words and correct it. Where the words
name no number (such as “tất cả các cơ sở lưu trú”), add assumed: what is
assumed, why, and who can settle it.

Wrong:
    words: Tỷ lệ hồ sơ giải quyết đúng hạn 100%
    target: 10
Right:
    words: Tỷ lệ hồ sơ giải quyết đúng hạn 100%
    target: 100
""",
    "P321": """
P321 body-not-in-words (error)

What: A body or group is given as leading or cooperating (bodies), yet the
words of the cell name it in none of the forms that found_as in
agencies.yaml lists.

Why: A task counted for the wrong agency makes the figures of two agencies
wrong.

How to repair: Compare the id with the words of the cell. If the id is
wrong, correct it. If the words call the body otherwise, copy that form,
letter for letter, into found_as.

Wrong:
    lead: {words: "SỞ TƯ PHÁP", bodies: [so-tai-chinh]}
Right:
    lead: {words: "SỞ TƯ PHÁP", bodies: [so-tu-phap]}
""",
    "P322": """
P322 document-not-as-cited (error)

What: The symbol or the date of a cited document is not what the plan writes
where it cites it.

Why: A document with a wrong number or day cannot be found again.

How to repair: Compare it with the citations in the source and correct it.
Where the plan gives no day, leave date out.

Wrong:
    written: [Kế hoạch số 51/KH-UBND]
    symbol: 15/KH-UBND
Right:
    written: [Kế hoạch số 51/KH-UBND]
    symbol: 51/KH-UBND
""",
    "P323": """P323 day-in-future (error)

What: A report or a decision has a day after today, or a report is withdrawn
(withdrawn) from a day after today. Today is the day in Viet Nam.

Why: Nobody reports or decides ahead of the day. plan190 counts only what
was known on the day asked for, so a report dated 2032 would count as not
handed in, and its tasks as overdue.

How to repair: Write the real day into reported_on (or date of the
decision); mostly the year is mistyped, or day and month are swapped. A
report written ahead gets its day when it is sent. If the day is right and
still refused, the computer's clock is wrong.

Wrong:
    agency: so-y-te
    period: 2023-07
    reported_on: 2032-07-10
Right:
    agency: so-y-te
    period: 2023-07
    reported_on: 2023-07-10
""",
    "P324": """P324 evidence-shared (note)

What: An agency names one document as proof of two different tasks, in one
report or in different months.

Why: It may be right: one decision can settle two tasks. It may also be a
slip in the number, and then one task has no real proof. plan190 only
mentions it; it is no error.

How to repair: Open the document and see whether it is about both tasks. If
it is, nothing has to be done. If not, write the number and day of the right
document.

Wrong:
    - task: 62
      state: done
      done_on: 2023-06-28
      evidence: [{title: Quyết định, number: 907/QĐ-UBND, date: 2023-06-28}]
    - task: 67
      state: in_progress
      evidence: [{title: Công văn, number: 907/QĐ-UBND, date: 2023-06-28}]
Right:
    - task: 62
      state: done
      done_on: 2023-06-28
      evidence: [{title: Quyết định, number: 907/QĐ-UBND, date: 2023-06-28}]
    - task: 67
      state: in_progress
      evidence: [{title: Công văn, number: 1150/SYT-VP, date: 2023-06-20}]
""",
    "P325": """P325 moved-without-a-word (error)

What: What an earlier month reported goes back without a word: progress is
lower than before, work that was done is not done any more, or the day of
completion (done_on) is another one, and the entry has no summary. Done is
100 and not_started 0, even where no progress is written.

Why: There may be a good reason for falling progress or another day, but the
reader must be told. Without a word it looks like a slip.

How to repair: Compare with last month's report. If this month's number is
mistyped, correct it. If the work did go back, add summary and say why. Do
not change last month's report to fit: what was sent stays as it is.

Wrong:
    # 2023-07 had progress: 60; 2023-08 has
    - task: 63
      state: in_progress
      progress: 40
Right:
    # 2023-07 had progress: 60; 2023-08 has
    - task: 63
      state: in_progress
      progress: 40
      summary: >-
        Kỳ trước tính nhầm; nay rà lại, mới xong 4 trong 10 dịch vụ công.
""",
    "P326": """P326 claim-without-proof (error)

What: A task is done without its proof. Where the product is a document,
evidence must name one with its number and day. Where a task has a target
and no last day, all its indicators must stand under indicators and be met.
A recurring task is never done.

Why: done is what the agency claims, not yet a finding: the task awaits
confirmation. The provincial police (Công an tỉnh), who follow up the plan
by section III.2, look at the proof and write into decisions.yaml: accept
confirms the claim, return sends it back. Without proof there is nothing to
confirm.

How to repair: Add the document, or the indicators' values. If there is not
enough yet, write in_progress and tell in summary what was done. A recurring
task is in_progress every month, or unchanged if there is nothing new.

Wrong:
    - task: 62
      state: done
      done_on: 2023-06-28
Right:
    - task: 62
      state: done
      done_on: 2023-06-28
      evidence:
        - title: Quyết định phê duyệt Phương án
          number: 907/QĐ-UBND
          date: 2023-06-28
""",
    "P327": """P327 indicator-wrong (error)

What: A value under indicators cannot be used: its id is no indicator of
plan.yaml; the indicator is another task's, or is a task's and stands under
the indicators of the whole report; a share lacks of, or a count has one;
value is larger than of.

Why: Values are added up and compared among agencies and months. With 92
percent alone nobody knows of how many, and it cannot be added to others.

How to repair: The ids stand under indicators in plan.yaml, in the entries
with that task's number under tasks. For a share write two counts: value is
what has been reached, of is the whole; plan190 computes the percentage. If
no case arose, write value: 0 and of: 0. For a count write value only. A
task's indicator stands in the entry of that task.

Wrong:
    - task: 33
      state: in_progress
      indicators:
        - id: co-so-kham-benh-thu-phi-khong-tien-mat
          value: 92
Right:
    - task: 33
      state: in_progress
      indicators:
        - id: co-so-kham-benh-thu-phi-khong-tien-mat
          value: 118
          of: 128
""",
    "P328": """P328 decision-of-nothing (error)

What: An entry of decisions.yaml is about something there is not: an agency
that does not lead the task; accept or return when nobody has reported done;
extend for a task without a day, or until a day no later than the present
one; resume for what is not suspended; an unknown event, schedule,
assumption, obstacle, or id in corrects; a schedule that does not have
exactly one of until and recurring: true; or no task and no agency at all.

Why: Such a decision does nothing, while whoever wrote it believes that the
day is moved or the claim is confirmed.

How to repair: Compare it with the document and correct the task's number,
the id or the day. date must not lie before the report that the entry is
about. corrects names an entry above it, of no later day. What was sent is
not edited: add an entry with corrects. In the sample below the present last
day is 31 July 2023.

Wrong:
    - kind: extend
      # …
      until: 2023-07-31
Right:
    - kind: extend
      id: gia-han-nhiem-vu-30
      date: 2023-07-20
      by: chu-tich-ubnd-tinh
      tasks: [30]
      until: 2023-08-31
      document: {number: 2245/UBND-NC, date: 2023-07-20}
""",
    "P329": """P329 personal-data (error)

What: A report or decision holds a number that looks like that of a
citizen's ID card (12 digits) or of a telephone. plan190 does not repeat the
number. In a change, such a number in an earlier commit is refused too,
though the last one took it out.

Why: These are personal data (dữ liệu cá nhân): they point at one person.
Reports hold totals only. What has gone into git stays in its history for
ever, and everybody can read it.

How to repair: Delete the number and write a total instead. Names, addresses
and files of single persons may not be there either, not even in comments,
though plan190 does not see them. If the file was already sent or is in git,
tell the coordinator (Công an tỉnh) at once: deleting the line does not
remove it from history. A pull request that is not merged yet is closed;
start a branch anew from the main one and send the file again. Do not repeat
the number when you tell. If the number is nobody's (such as a sum of
money), write it with points or in words: “120 tỷ đồng”.

Wrong:
    # <12 digits> stands for the real number
    - task: 32
      state: in_progress
      summary: Một người bệnh có số CCCD <12 digits> chưa dùng được thẻ.
Right:
    - task: 32
      state: in_progress
      summary: Có 1 người bệnh chưa dùng được thẻ CCCD gắn chip.
""",
    "P330": """P330 report-says-nothing (warning)

What: The report has agency, period and reported_on, and speaks of no task.

Why: Section III.1 asks for results and progress of the tasks assigned. Such
a report is taken and its day counts, but recurring work is then not
reported for this month, and dated work stays as it was.

How to repair: Add updates, an entry for each task that the agency leads;
where nothing is new, state: unchanged. plan190 agency with the agency's id
lists the tasks.

Wrong:
    agency: so-y-te
    period: 2023-07
    reported_on: 2023-07-13
Right:
    agency: so-y-te
    period: 2023-07
    reported_on: 2023-07-13
    updates:
      - task: 35
        state: unchanged
""",
    "P331": """P331 owner-unclear (error)

What: An owner in owners.yaml is not plain: hands in for no agency; is
coordinator (role: coordinator) and lists agencies all the same; has until
before since; or has a github, gitlab or gitea account written by its name
instead of its number.

Why: This file says who may change the reports of which agency. Names of
accounts change hands: who takes over a name that was given up has its
rights at once. The number of an account never changes hands.

How to repair: For somebody of an agency list the agency's id under
agencies. For the coordinator write role: coordinator alone. since is the
first day, until the last. id is the account's number, login its name. On
GitHub the number is the field id of https://api.github.com/users/NAME; for
GitLab and Gitea ask whoever keeps the server. A plain git server (forge:
server) has no numbers, so there id is the name.

Wrong:
    - id: so-y-te-hu-cau
      accounts: [{forge: github, id: nguoi-nop-HUCAU}]
Right:
    # id: 0 stands for the account's real number
    - id: so-y-te-hu-cau
      agencies: [so-y-te]
      accounts: [{forge: github, id: 0, login: nguoi-nop-HUCAU}]
""",
    "P332": """P332 code-owners-stale (error)

What: The file of rights of the place that holds the repository (such as
CODEOWNERS) differs from what owners.yaml says today.

Why: plan190 judges rights by owners.yaml; the forge asks for reviews by its
own file. Where they differ, who has left is still asked and who is new is
not. The file also grows stale on the day an owner's time begins (since) or
ends (until), though nobody edits anything.

How to repair: Do not edit the file of rights by hand. Mend owners.yaml if
it needs it, then let plan190 write the file again with the very command
that the message names. Without git, copy what the command prints, open the
file on the web page, press the pencil, paste it over and commit. This is
for the coordinator; who hands in reports has nothing to do.

Wrong: names edited in .github/CODEOWNERS itself.
Right:
    plan190 owners --format github --output .github/CODEOWNERS --force
""",
    "P333": """P333 correction-of-nothing (error)

What: An entry of corrections corrects what is not there: in the period that
corrects names, the agency did not report on that task under updates; or
that period is not earlier than this report's.

Why: A correction takes the place of what was said. Where nothing was said
it does nothing, and whoever wrote it believes that the figures are right.

How to repair: Open the report of that period and look at the task's number
and the period. What was never reported belongs in updates of this report.
In the open period, change updates of that period's file. Where an earlier
entry of corrections is itself wrong, write a new one that names the first
period and task again: that of the later report counts. An entry of
contributions is not put right by corrections: say it under contributions of
this period.

Wrong:
    # 2023-07 reported on task 35 only
    corrections:
      - corrects: 2023-07
        why: Kỳ trước gõ nhầm.
        task: 36
        state: not_started
Right:
    # 2023-07 reported on task 35 only
    corrections:
      - corrects: 2023-07
        why: Kỳ trước gõ nhầm.
        task: 35
        state: not_started
""",
    "P401": """P401 outside-own-folder (error)

What: Somebody who hands in for an agency sends a change to a file that is
no monthly report of it: another agency's report, data of the plan,
decisions.yaml, owners.yaml, waivers.yaml, a file outside the data folder,
or one whose name is no year and month.

Why: Each agency answers for what it reports. Decisions, rights and the data
of the plan are kept by the coordinator. Rights are read from owners.yaml on
the main branch, so adding oneself in the same change is of no use.

How to repair: Take the file out of the change. On the web page, with your
own branch chosen:
- A file added by mistake: open it, press delete (the bin), commit.
- A file that was there and was edited: open it on the main branch, press
  Raw, copy all of it; open it on your branch, press the pencil, paste it
  over, commit.
- A wrong name: press the pencil, change the name in the box above, commit.
Where the file really has to change, ask the coordinator.

Accepted: reports of every agency in the sender's agencies; any file, when
the sender is the coordinator.

Wrong:
    # sent by somebody of Sở Y tế
    data/updates/so-y-te/2023-08.yaml
    data/updates/so-noi-vu/2023-08.yaml
Right:
    # sent by somebody of Sở Y tế
    data/updates/so-y-te/2023-08.yaml
""",
    "P402": """P402 closed-period-changed (error)

What: The report of a closed period says something else than before; or its
withdrawal mark (withdrawn) is changed or gone. A period is closed from the
day after its last day on time: 2023-07 from 15 July 2023.

Why: The figures of that period have been added up and sent on. Edited
backwards, what was sent can never be printed again, and nobody sees that it
was edited.

How to repair: Put the file back as it was. On the web page: open it on the
main branch, press Raw, copy all of it; open it on your branch, press the
pencil, paste it over, commit. What has to be corrected goes into the report
of the open period, under corrections: all the keys of an entry of updates,
with corrects (the period that is meant) and why.

Accepted: a report that was missing, handed in late; withdrawn added, to
take the whole report back; other comments or blank lines. What it says
nobody may change, the coordinator neither.

Wrong:
    # data/updates/so-y-te/2023-07.yaml edited on 10 August 2023
    updates:
      - task: 35
        state: not_started
Right:
    # data/updates/so-y-te/2023-08.yaml
    corrections:
      - corrects: 2023-07
        why: Kỳ trước ghi nhầm việc của nhiệm vụ khác.
        task: 35
        state: not_started
""",
    "P403": """P403 record-removed (error)

What: What was reported or decided is gone: a report's file is deleted or
renamed; an entry of updates, contributions or corrections is no longer in
the file; an entry of decisions.yaml was left out.

Why: Without its entry a task becomes unreported, a moved day becomes
unmoved, and nobody knows why. Who wants to say something else says it.

How to repair: Put back what is missing. On the web page: open the file on
the main branch, press Raw, copy what is to be put back; open the file on
your branch, press the pencil, paste it where it was, commit. Where the file
itself was deleted, create a file of the same name and paste all of it.
After that:
- A task with nothing new, or a number mistyped: leave state: unchanged.
- To take a whole report back: add withdrawn, with date (the day) and why.
- To take a decision back: add an entry kind: withdraw at the end of
  decisions.yaml.

Accepted: an entry that says something else while its period is open; new
entries.

Wrong:
    # the file had tasks 34 and 35; the entry of 35 is deleted
    updates:
      - task: 34
        state: unchanged
Right:
    updates:
      - task: 34
        state: unchanged
      - task: 35
        state: unchanged
""",
    "P404": """P404 history-rewritten (error)

What: A recorded decision is edited or changes places with another; a new one
stands before one that was recorded earlier; or the history of the main
branch is rewritten (git push --force), or the main branch deleted.

Why: The day of each task follows from the decisions, in the order in which
they were recorded. With the past rewritten, days late that were made public
change and leave no trace.

How to repair: On the web page: open decisions.yaml on the main branch,
press Raw, copy the entry that was edited; open the file on your branch,
press the pencil, put the entry back as it was. What is right becomes a new
entry at the end of the file, whose corrects names the old one. Only users
of git can rewrite a branch: fetch the latest state (git pull --rebase),
push in the ordinary way, never with --force. On the web page this cannot
happen.

Accepted: new entries at the end; other comments or blank lines.

Wrong:
    # recorded with until: 2023-10-31, now edited to
    - id: gia-han-63
      kind: extend
      date: 2023-09-20
      by: chu-tich-ubnd-tinh
      tasks: [63]
      until: 2023-10-20
      document: {number: 61/UBND-HUCAU, date: 2023-09-20}
Right:
    # gia-han-63 stays as it was; added at the end
    - id: gia-han-63-sua
      kind: extend
      date: 2023-09-20
      by: chu-tich-ubnd-tinh
      tasks: [63]
      until: 2023-10-20
      document: {number: 61/UBND-HUCAU, date: 2023-09-20}
      corrects: gia-han-63
""",
    "P405": """P405 not-a-plain-file-in-git (error)

What: The change has something that is no plain file: one marked as a
program, a link, another git repository, or a file .gitattributes,
.gitmodules or .gitignore that changes how git reads the files.

Why: A link or another repository points elsewhere, so what counts does not
lie here. Such settings can make two machines read one report in two ways.

How to repair: On the web page, on your branch: open it, press delete (the
bin), commit; where it is a report, upload the file again (Add file, Upload
files) under its old name. Files uploaded there are always plain. With git,
take the mark away with git update-index --chmod=-x and the file's name.

Accepted: such a file outside the data folder, sent by the coordinator.
Inside the data folder nobody may.

Wrong: data/updates/so-y-te/2023-08.yaml is a link to a file on a computer.
Right: data/updates/so-y-te/2023-08.yaml is the report's file itself.
""",
    "P406": """P406 merge-conflict (error)

What: Since this branch left it, the main branch changed the same spot, so
git cannot merge by itself.

Why: No machine may choose which side is right. Mostly two people added an
entry at the end of decisions.yaml: both entries have to stay.

How to repair: On the web page press “Resolve conflicts” in the pull
request. Keep both parts, the one of the main branch first; delete the three
lines <<<<<<<, =======, >>>>>>>; commit to the same branch. Where there is
no such button, open the file on the main branch, press Raw, copy all of it;
paste it over the file on your branch and write your part at its end again.
Where it is a monthly report, somebody else handed in or changed the same
file: ask each other first.

Accepted: two sides that change two files, or two distant spots of one; git
merges these by itself.

Wrong:
    <<<<<<< gia-han
      - id: gia-han-63
    =======
      - id: chap-nhan-33-so-y-te
    >>>>>>> main
Right:
      - id: chap-nhan-33-so-y-te
        # …
      - id: gia-han-63
        # …
""",
    "P407": """P407 actor-unknown (error)

What: Whoever sends the change has no account in owners.yaml on the main
branch, or their time (since, until) does not hold today.

Why: A report is the official word of an agency, so it must be known who
sends it and for whom they may. The owners.yaml of the change itself does
not count: nobody gives rights to themselves.

How to repair: Ask the coordinator to add the account to data/owners.yaml on
the main branch first, or to move until. That is a change of its own, sent
by the coordinator. Then press “Update branch” in the pull request on the
web page (or let the review run again); the report need not be sent anew. In
a hurry, send the file to the coordinator to be handed in. A deputy for a
time of absence is an owner with until.

Accepted: an account in owners.yaml of the main branch, from since through
until.

Wrong:
    owners: []
Right:
    # id: 0 stands for the account's real number
    owners:
      - id: so-y-te-hu-cau
        agencies: [so-y-te]
        accounts: [{forge: github, id: 0, login: nguoi-nop-HUCAU}]
        since: 2023-07-01
""",
    "P408": """P408 date-moved (error)

What: After this change the last day on time of a task is another one, and
no new decision is about that task. A deadline in tasks.yaml was edited, or
the way days are read (policy, calendar) in plan.yaml.

Why: The plan sets the days, and only who assigned the work can move them,
in writing. With the data edited, days late vanish without a reason.

How to repair: Put the spot back as it was. On the web page: open the file
on the main branch, press Raw, copy the old lines; open the file on your
branch, press the pencil, paste them back. For an extension add an entry
kind: extend at the end of decisions.yaml. Where days are read in another
way because whoever can say so has said so, add in the same change an entry
kind: settle for that assumption.

Accepted: tasks with a new decision in the same change; a change with a new
settle.

Wrong:
    # in tasks.yaml, task 63
    rule: {kind: before, date: 2023-10-31}
Right:
    # in decisions.yaml
    - id: gia-han-63
      kind: extend
      date: 2023-09-20
      by: chu-tich-ubnd-tinh
      tasks: [63]
      until: 2023-10-31
      document: {number: 61/UBND-HUCAU, date: 2023-09-20}
""",
    "P409": """P409 day-long-past (warning)

What: A new report says a day of handing in (reported_on) more than 7 days
before the day on which the change is judged; or a day in time, while the
change is judged after the last day of that period.

Why: Whether a report is on time is told by reported_on. An earlier day may
be true: handed in on paper, entered only now. It may also be mistyped, or
set back to look timely. Whoever merges has to see it.

How to repair: If it is right, leave it, and write document: the number and
day of the paper, to be compared. If not, write the day on which it was
really sent; late reports are accepted. On the web page: open the file on
your branch, press the pencil, change the line reported_on, commit.

Accepted: this is a warning, it stops no merge.

Wrong:
    # sent on 20 August 2023
    reported_on: 2023-08-01
Right:
    # sent on 20 August 2023, handed in on paper on 1 August 2023
    reported_on: 2023-08-01
    document: {number: 45/BC-HUCAU, date: 2023-08-01}
""",
    "P410": """P410 dated-back (error)

What: A change gives itself a day long past: a withdrawal (withdrawn: date)
or a correction of an earlier period (corrections, which count from
reported_on) more than 7 days before the day on which it is judged; or the
reported_on of a report that was handed in goes back.

Why: What was printed for a day must come out the same when it is printed
again. Withdrawals and corrections count from the day they are sent, and
change nothing for the days before.

How to repair: Write the real day. A correction goes into the report of the
open period, whose reported_on is the day of sending. On the web page: open
the file on your branch, press the pencil, change the line, save it.

Accepted: a withdrawal or correction dated within 7 days before.

Wrong:
    # sent on 20 August 2023
    withdrawn: {date: 2023-07-14, why: A draft was sent.}
Right:
    withdrawn: {date: 2023-08-20, why: A draft was sent.}
""",
    "P411": """P411 decided-changed (error)

What: An entry with state: done that the coordinator has accepted or sent
back (decisions.yaml) now has another state, done_on, evidence or indicator
in the same file.

Why: A decision is about the very words that were reported. When they
change, it would be about something that nobody has looked at.

How to repair: Put the entry back. Report what is right in the next period,
or under its corrections; then it waits to be confirmed again. On the web
page: open the file on your branch, press the pencil, put the old lines
back, save it.

Accepted: another summary or obstacle of that entry.

Wrong:
    # task 62 has a kind: accept
    - {task: 62, state: done, done_on: 2023-07-08}
Right:
    # in the next period's report
    corrections:
      - corrects: 2023-08
        why: The day of issue was wrong.
        task: 62
        state: done
        done_on: 2023-07-08
""",
    "P501": """P501 overdue (error)

What: The last day on time of a task has passed and its agency has not
reported it done. plan190 gate tells this by the calendar, not when a change
is judged.

Why: This is for chasing. That work is late is how things are, not a fault
of a file, so it never makes a report be refused.

How to repair: Where it is done, the leading agency reports state: done,
with done_on and its proof. Where it is not, in_progress and what is in the
way. For an extension the coordinator adds kind: extend to decisions.yaml;
the days late by then stay. The day in tasks.yaml is never edited. plan190
overdue lists them all.

Wrong: the task's day in tasks.yaml edited so that it is no longer overdue.
Right:
    # one agency by itself
    plan190 gate --fail-on overdue --agency so-y-te
""",
    "P502": """P502 report-missing (error)

What: The last day on time of a period has passed and an agency that owes
its report has not handed it in, or has withdrawn it. Told by plan190 gate.

Why: Section III.1 asks for reports before the 15th of each month. Without
one nobody knows how far the work is. This is for chasing and never makes a
change be refused.

How to repair: Hand in updates/<agency id>/<year-month>.yaml of that period.
A late report is accepted and counts as late. On the web page: go to the
agency's folder under data/updates, press Add file, paste the report, give
it the right name. reported_on is the day on which it is really sent. A
withdrawn report cannot be handed in again for a closed period: say what is
right in the open one. plan190 reports --missing lists them all.

Wrong:
    # sent on 20 August 2023, set back
    reported_on: 2023-08-14
Right:
    # sent on 20 August 2023
    reported_on: 2023-08-20
""",
    "P503": """P503 due-soon (error)

What: A task that is not done has no more days left than --within asks for.
Told by plan190 gate, and only with --within.

Why: A reminder before the day comes in time. Nothing is late yet, and this
never makes a change be refused.

How to repair: Remind the leading agency. Where it is done, report state:
done with its proof. Where it may be late, report at_risk before the last
day, with the reason and the day expected: section II.2.2 asks for that, and
after the day it is no longer timely.

Wrong: waiting until the day has passed to say that it is late.
Right:
    - task: 63
      state: in_progress
      at_risk:
        reason: Chưa thống nhất được quy trình liên thông.
        expected_on: 2023-10-20
""",
    "P504": """P504 report-stale (error)

What: A task that goes on all the time, or is done and must be kept up, has
not been reported by its agency for the last period, or for several in a
row. Told by plan190 gate.

Why: Work that never ends has no last day, so only the monthly word tells
that it goes on. Silence may be nothing new, or work given up. This is for
chasing and never makes a change be refused.

How to repair: Add an entry for the task to this period's report:
in_progress and a summary of what was done; where nothing is new, unchanged.
A period that was missed stays missed; old reports are not edited to fill
it. plan190 recurring lists the work that recurs.

Wrong:
    updates:
      - task: 62
        state: in_progress
Right:
    updates:
      - task: 62
        state: in_progress
      - task: 35
        state: unchanged
""",
    "P505": """P505 claim-unaccepted (error)

What: An agency reported a task as done, and nobody has accepted the claim
or sent it back. Told by plan190 gate.

Why: done is the agency's word. Until it is accepted, the number of tasks
done is not sure. This is for the coordinator to do, no fault of the agency,
and never makes a change be refused.

How to repair: The coordinator looks at the proof and adds an entry at the
end of decisions.yaml: accept, or return with why. A claim that was accepted
and that the agency then puts right by corrections has to be accepted again.
plan190 claims lists them all.

Wrong: the agency's report edited so that it no longer says done.
Right:
    - id: chap-nhan-33-so-y-te
      kind: accept
      date: 2023-08-16
      by: cong-an-tinh
      tasks: [33]
      agencies: [so-y-te]
""",
    "P601": """P601 text-not-composed (warning)

What: Accented letters are written in pieces: the letter and its accent are
two characters side by side (not NFC) that look like one; <U+0301> in the
sample below. plan190 has read them as whole letters.

Why: No figure is wrong, for plan190 put the pieces together. But other
programs that search or compare take “Tháng” in pieces and “Tháng” in whole
letters for two different words.

How to repair: Delete the text on that line and type it again with a
keyboard that makes composed letters (in UniKey: Unicode, not “Unicode tổ
hợp”). There is no hurry.

Wrong:
    words: "Tha<U+0301>ng 6/2023"
Right:
    words: "Tháng 6/2023"
""",
    "P602": """P602 look-alike-letter (warning)

What: A letter looks like Đ or đ but belongs to another language, such as
U+00D0 of Icelandic (<U+00D0> in the sample below). plan190 has read it as Đ
or đ.

Why: No figure is wrong, for plan190 read what was meant. But other programs
that look for “TCTTKĐA” do not find this symbol, and it may be printed
wrongly.

How to repair: Delete the letter and type Đ or đ with a Vietnamese keyboard.
Such letters mostly come from scans or are pasted from PDF files.

Wrong:
    symbol: 56/KH-TCTTK<U+00D0>A
Right:
    symbol: 56/KH-TCTTKĐA
""",
    "P603": """P603 damaged-text (warning)

What: Text is damaged: U+FFFD stands for a lost letter, the encoding is
broken (one accented letter has become two or three odd signs), or the text
looks typed in an old font (TCVN3).

Why: Unlike P601 and P602, plan190 does not know the right letters and
leaves the text as it is. It goes into tables and reports; where the plan is
quoted it does not match the source either.

How to repair: Open the issued text and type the whole piece again in
Unicode. Do not guess letters one by one. If much is damaged, the file was
saved in the wrong encoding: take a backup from before.

Wrong:
    words: "ThÃ¡ng 6/2023"
Right:
    words: "Tháng 6/2023"
""",
    "P604": """P604 same-words-as-last-month (note)

What: The summary of a task is the same as the month before (accents,
capitals and punctuation aside).

Why: There may be nothing new. It may also be last month's file, copied and
not changed, and then what was done this month is not reported. plan190 only
mentions it; it is no error.

How to repair: If there is something new, write the summary again, about
this month. If there is nothing new, write state: unchanged and leave
summary out: that is a report, unlike silence.

Wrong:
    # last month had the same sentence
    - task: 35
      state: in_progress
      summary: Đã làm sạch dữ liệu tiêm chủng của 8 huyện, thị xã.
Right:
    - task: 35
      state: unchanged
""",
    "P901": """P901 waiver-unused (warning)

What: An entry of waivers.yaml has not ended and lets nothing pass: what it
was for is repaired, or its agency, task, period or file fit nothing.

Why: An entry that stays will one day let another fault pass in silence,
when nobody remembers why.

How to repair: Where the fault is repaired, delete the entry. Where it is
still there and the entry misses it, make them fit: file is written from the
data folder, as updates/so-y-te/2023-08.yaml; period is that of the report
with the fault. Only the coordinator changes waivers.yaml. An entry too many
stops nothing.

Wrong:
    # the report of Sở Y tế has had its evidence for long
    - {code: P326, agency: so-y-te, task: 62, reason: Chờ văn bản.,
       by: cong-an-tinh, until: 2023-12-31}
Right:
    waivers: []
""",
    "P902": """P902 waiver-expired (warning)

What: The last day (until) of an entry of waivers.yaml has passed. From the
day after, it lets nothing pass, and what it was for is told again. The
figures go on as before: what can be let pass spoils none.

Why: Letting pass is for a time. When it ends, somebody has to look again:
is it repaired, is there still a reason?

How to repair: Where there is no reason left, delete the entry and repair
what is told. Where there is, set a new until and say the reason anew. Only
the coordinator changes waivers.yaml.

Wrong:
    # today is 1 October 2023
    - {code: P326, agency: so-y-te, task: 62, reason: Chờ văn bản.,
       by: cong-an-tinh, until: 2023-09-30}
Right:
    - {code: P326, agency: so-y-te, task: 62, reason: Văn bản đang trình ký.,
       by: cong-an-tinh, until: 2023-10-31}
""",
    "P904": """P904 waiver-not-allowed (error)

What: An entry of waivers.yaml is for what cannot be let pass, for a code
that there is not, or for everything: it has none of agency, task, period
and file.

Why: Only matters of judgement can be let pass, such as a proof that is
missing for a reason. What spoils a figure, a file or the history cannot,
for no reader could know of it. For everything would be to drop a rule.

How to repair: The message lists the codes that can be let pass; of any
other code repair what it tells. Say where, as narrowly as you can.

Wrong:
    - code: P326
      reason: Văn bản đang trình ký.
      by: cong-an-tinh
      until: 2023-10-31
Right:
    - code: P326
      agency: so-y-te
      task: 62
      period: 2023-08
      reason: Văn bản đang trình ký.
      by: cong-an-tinh
      until: 2023-10-31
""",
}
