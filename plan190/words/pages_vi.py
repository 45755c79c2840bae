"""Manual pages of the codes in Vietnamese: what is found, why it matters, how to repair it, samples."""

PAGES = {
    "P001": """P001 unreadable-file (lỗi)

Tìm thấy gì: Thư mục dữ liệu thiếu một trong bốn tệp plan.yaml,
agencies.yaml, tasks.yaml, documents.yaml; hoặc tệp có đó (kể cả văn bản gốc
trong source/) mà máy không mở được: không có quyền đọc, ổ đĩa hỏng, ổ mạng
mất kết nối.

Vì sao: Thiếu một tệp là thiếu nhiệm vụ, cơ quan hoặc thời hạn. Số liệu tính
từ dữ liệu thiếu trông vẫn bình thường nhưng sai, nên plan190 không tính gì
cho đến khi đủ tệp.

Cách sửa: Xem tên tệp có đúng từng chữ không: chữ thường, đuôi .yaml, không
phải .yml hay .yaml.txt. Nếu mất tệp, chép lại từ bản sao lưu. Nếu tệp còn
mà không mở được, xem quyền đọc tệp và ổ đĩa, hoặc nhờ người quản lý máy.

Sai: thư mục có plan.yaml, agencies.yaml, tasks.yaml.txt, documents.yaml.
Đúng: thư mục có plan.yaml, agencies.yaml, tasks.yaml, documents.yaml và thư
mục con source/ chứa văn bản gốc.
""",
    "P002": """P002 file-too-large (lỗi)

Tìm thấy gì: Tệp nặng hơn 2.097.152 byte (2 MB), mức lớn nhất plan190 nhận
đọc.

Vì sao: Tệp dữ liệu nặng nhất là tasks.yaml cũng chỉ khoảng 87.000 byte. Tệp
lớn gấp hàng chục lần hầu như chắc chắn là chép nhầm tệp khác, hoặc nội dung
bị dán lặp nhiều lần. Số liệu lấy từ tệp như vậy không tin được.

Cách sửa: Mở tệp bằng trình soạn thảo văn bản mà xem. Nếu là tệp khác (ảnh
quét, bản Word, tệp nén) thì thay bằng đúng tệp dữ liệu. Nếu nội dung bị lặp
thì chỉ giữ một lần. Không rõ thì chép lại từ bản sao lưu gần nhất.

Sai: tasks.yaml nặng vài triệu byte, vì 67 nhiệm vụ bị dán đi dán lại nhiều
lần, hoặc vì thật ra là một bản quét.
Đúng: tasks.yaml nặng vài chục nghìn byte, mỗi nhiệm vụ có đúng một lần.
""",
    "P003": """P003 not-utf-8 (lỗi)

Tìm thấy gì: Tệp không lưu bằng mã UTF-8: trong tệp có byte không thể có
trong UTF-8, hoặc cả tệp lưu bằng UTF-16 (Notepad gọi là “Unicode”).

Vì sao: Cùng một byte, mỗi bảng mã đọc ra một chữ khác. Đoán sai bảng mã thì
“Sở Y tế” thành chữ lạ, không khớp văn bản gốc và tên cơ quan nữa. plan190
không đoán, nên không tính gì.

Cách sửa: Mở tệp bằng Notepad, xem chữ có dấu còn đúng không. Nếu đúng, chọn
Lưu thành (Save as), ở ô Mã hóa (Encoding) chọn UTF-8 rồi lưu đè. Nếu chữ đã
thành ký tự lạ, lấy lại bản sao lưu, đừng lưu đè.

Sai: ở góc dưới cửa sổ, Notepad ghi “ANSI” hoặc “UTF-16 LE”.
Đúng: ở góc dưới cửa sổ, Notepad ghi “UTF-8”.
""",
    "P004": """P004 forbidden-character (lỗi)

Tìm thấy gì: Trong tệp có ký tự ẩn, ký tự điều khiển, hoặc một dấu cách
không phải dấu cách thường (như U+00A0, mẫu dưới ghi là <U+00A0>). Ký tự ấy
nằm ngay trong chữ, hoặc do dấu \\ trong nháy kép tạo ra.

Vì sao: Hai đoạn trông giống hệt nhau nhưng một đoạn có ký tự ẩn thì máy coi
là khác nhau: thời hạn không đọc được, tên cơ quan tìm không ra, lời văn
không khớp văn bản gốc. Mắt thường không thấy được chỗ sai.

Cách sửa: Đến đúng dòng và cột được chỉ ra, xóa cả chữ trước và chữ sau chỗ
đó rồi gõ lại bằng bàn phím, đừng dán. Ký tự ẩn thường đến từ Word hoặc tin
nhắn; nên dán qua Notepad trước. Nếu cần viết dấu \\ trong giá trị thì dùng
nháy đơn.

Sai:
    words: "Tháng<U+00A0>6/2023"
Đúng:
    words: "Tháng 6/2023"
""",
    "P005": """P005 byte-order-mark-or-line-ends (lưu ý)

Tìm thấy gì: Tệp bắt đầu bằng dấu BOM (ký tự ẩn U+FEFF), hoặc xuống dòng
kiểu Windows (hai ký tự U+000D U+000A thay vì một). Thường do lưu bằng
Notepad.

Vì sao: Không ảnh hưởng đến số liệu: plan190 vẫn đọc đúng. Chỉ nên biết vì
khi so hai bản của một tệp, phần mềm so sánh có thể báo dòng nào cũng khác
dù chữ không đổi, che mất chỗ sửa thật.

Cách sửa: Không bắt buộc. Muốn gọn thì lưu lại: ở ô Mã hóa (Encoding) chọn
“UTF-8”, không chọn “UTF-8 with BOM”; kiểu xuống dòng chọn LF (Notepad++
hoặc VS Code đều có).

Sai: ở góc dưới cửa sổ ghi “UTF-8 with BOM” hoặc “CRLF”.
Đúng: ở góc dưới cửa sổ ghi “UTF-8” và “LF”.
""",
    "P006": """P006 not-a-plain-file (lỗi)

Tìm thấy gì: Ở chỗ phải là một tệp dữ liệu lại là một liên kết, một thư mục
hoặc một thiết bị.

Vì sao: Liên kết trỏ đến nơi khác: chép thư mục dữ liệu sang máy khác hoặc
nộp lưu thì nội dung không đi theo, và người khác sửa ở nơi kia mà không ai
biết. Số liệu phải tính từ đúng những gì nằm trong thư mục dữ liệu.

Cách sửa: Xóa liên kết hoặc đổi tên thư mục, rồi chép tệp thật vào đúng chỗ
với đúng tên. Nếu tệp thật đang nằm ở nơi khác thì chép nội dung về đây,
không tạo liên kết lại.

Sai: data/tasks.yaml là liên kết đến một tệp trên ổ mạng, hoặc là một thư
mục tên tasks.yaml.
Đúng: data/tasks.yaml là một tệp thường, nằm ngay trong thư mục dữ liệu.
""",
    "P007": """P007 not-a-text-file (lỗi)

Tìm thấy gì: Tệp mang tên .yaml nhưng bên trong là tệp Word, Excel, PDF, tệp
nén, hoặc là một trang web. Đổi đuôi tệp không làm đổi nội dung.

Vì sao: plan190 chỉ đọc được văn bản YAML. Trong tệp Word hay trang web có
phần trình bày, chữ có thể bị tách, bị ẩn hoặc là bản cũ; số liệu lấy từ đó
không tin được.

Cách sửa: Lấy đúng tệp .yaml. Nếu tải từ web, bấm nút “Raw” rồi mới lưu,
đừng lưu cả trang. Nếu đã lỡ soạn trong Word, mở bản sao lưu của tệp .yaml
bằng trình soạn thảo văn bản và gõ phần sửa vào đó.

Sai: mở tasks.yaml bằng Notepad thấy dòng đầu là “PK” kèm ký tự lạ, hoặc
“<!DOCTYPE html>”.
Đúng: mở tasks.yaml bằng Notepad thấy chú thích, rồi “tasks:” và
“- number: 1”.
""",
    "P101": """P101 yaml-syntax (lỗi)

Tìm thấy gì: Từ chỗ được chỉ ra, tệp viết không đúng phép của YAML nên không
đọc tiếp được. Phần sau chỗ này chưa được xem, có thể còn lỗi khác.

Vì sao: Chưa đọc hết tệp thì chưa biết đủ nhiệm vụ, cơ quan và thời hạn, nên
plan190 không tính gì.

Cách sửa: Xem dòng được chỉ ra và dòng trên nó.
- Có phím Tab: thay bằng hai dấu cách.
- Mở nháy mà không đóng: thêm dấu nháy đóng ở cuối giá trị.
- Trong giá trị có dấu hai chấm và dấu cách, hoặc giá trị bắt đầu bằng một
  dấu như @ % * & ! | >: đặt cả giá trị trong nháy kép.
- Ngoặc [ ] hoặc { } chưa đóng: đóng ngoặc.
- Thiếu dấu hai chấm và dấu cách sau tên khóa: viết “khóa: giá trị”.
- Dòng thụt vào lệch: cho các khóa cùng cấp thẳng cột với nhau.

Sai:
    note: Chữ thừa: cơ quan ban hành đã là chủ ngữ của câu.
Đúng:
    note: "Chữ thừa: cơ quan ban hành đã là chủ ngữ của câu."
""",
    "P102": """P102 duplicate-key (lỗi)

Tìm thấy gì: Trong cùng một mục, một khóa được viết hai lần.

Vì sao: Phần lớn phần mềm đọc YAML lặng lẽ giữ lần viết sau và bỏ lần viết
trước. Như ở mẫu dưới, hạn của nhiệm vụ 31 bị lùi một tháng mà không ai hay,
và bảng quá hạn sai theo. plan190 không tự chọn hộ.

Cách sửa: So hai chỗ với văn bản gốc, giữ chỗ đúng, xóa chỗ kia. Nếu hai chỗ
là hai việc khác nhau thì có lẽ thiếu dòng mở mục mới ở giữa (“- number:”
hoặc “- id:”): thêm dòng ấy vào.

Sai:
    words: "Trước 30/6/2023"
    rule: {kind: before, date: 2023-06-30}
    rule: {kind: before, date: 2023-07-30}
Đúng:
    words: "Trước 30/6/2023"
    rule: {kind: before, date: 2023-06-30}
""",
    "P103": """P103 anchor-or-alias (lỗi)

Tìm thấy gì: Tệp dùng neo (&tên) hoặc tham chiếu (*tên) của YAML: viết một
lần rồi gọi lại ở chỗ khác.

Vì sao: Sửa chỗ đặt neo là sửa luôn mọi chỗ gọi đến nó mà người sửa không
thấy. Mỗi nhiệm vụ phải đọc được trọn vẹn tại chỗ để so với Phụ lục.

Cách sửa: Bỏ neo, và ở chỗ có tham chiếu thì viết thẳng giá trị ra. Nếu dấu
& hoặc * chỉ là chữ thường ở đầu giá trị thì đặt cả giá trị trong nháy kép.

Sai:
    - number: 2
      cooperating: {bodies: &chung [grp-sbn, grp-huyen]}
    - number: 3
      cooperating: {bodies: *chung}
Đúng:
    - number: 2
      cooperating: {bodies: [grp-sbn, grp-huyen]}
    - number: 3
      cooperating: {bodies: [grp-sbn, grp-huyen]}
""",
    "P104": """P104 tag (lỗi)

Tìm thấy gì: Tệp dùng thẻ kiểu của YAML: một từ bắt đầu bằng dấu ! đứng
trước giá trị, như !!str, !!int.

Vì sao: Thẻ kiểu bảo phần mềm đọc giá trị theo cách khác với cách mắt ta
đọc; mỗi phần mềm làm một khác, có thẻ còn chạy được lệnh. Trong plan190,
mỗi khóa đã có sẵn một kiểu nên không cần thẻ.

Cách sửa: Xóa thẻ, giữ giá trị. Muốn một số được hiểu là chữ thì đặt số đó
trong nháy kép. Nếu dấu ! là chữ thường ở đầu giá trị thì đặt cả giá trị
trong nháy kép.

Sai:
    code: !!str 689
Đúng:
    code: "689"
""",
    "P105": """P105 several-documents (lỗi)

Tìm thấy gì: Tệp có dòng --- chia thành nhiều văn bản YAML, hoặc có dòng chỉ
thị bắt đầu bằng dấu %.

Vì sao: Nhiều phần mềm chỉ đọc văn bản thứ nhất và bỏ hết phần sau dấu ---.
Như ở mẫu dưới, từ nhiệm vụ 30 trở đi có thể biến mất khỏi số liệu.

Cách sửa: Xóa dòng --- và các khóa ngoài cùng bị lặp (như tasks:) để còn một
danh sách liền mạch. Nếu là hai bản của cùng một nội dung thì giữ bản đúng,
xóa bản kia. Dòng bắt đầu bằng % thì xóa.

Sai:
    tasks:
      - number: 29
    ---
    tasks:
      - number: 30
Đúng:
    tasks:
      - number: 29
      - number: 30
""",
    "P106": """P106 too-deep-or-too-many (lỗi)

Tìm thấy gì: Tệp lồng quá 20 cấp, hoặc có hơn 200.000 phần tử.

Vì sao: Tệp của Kế hoạch sâu nhất là 7 cấp và nhiều nhất chừng 4.000 phần
tử. Vượt xa như vậy thì tệp đã hỏng, hoặc có người cố ý làm cho treo máy;
plan190 dừng đọc, không tính gì.

Cách sửa: Xem quanh dòng được chỉ ra có dãy ngoặc [[[ hoặc {{{ gõ nhầm, hay
dãy dấu gạch “- - -” không, rồi sửa cho giống các mục bên cạnh. Nếu hỏng
nhiều chỗ thì lấy lại bản trước trong git hoặc bản sao lưu.

Sai:
    bodies: [[[[[[[[[[[[[[[[[[[[so-y-te]]]]]]]]]]]]]]]]]]]]
Đúng:
    bodies: [so-y-te]
""",
    "P107": """P107 ambiguous-value (lỗi)

Tìm thấy gì: Một giá trị không có nháy mà mỗi phần mềm đọc một khác: 015 có
nơi đọc là 15, có nơi là 13; no, yes, on, off có nơi đọc là đúng/sai; 12:30
có nơi đọc là số 750.

Vì sao: Báo cáo tháng phải gửi trước ngày 15. Viết 015 thì phần mềm khác có
thể hiểu là ngày 13. Một tệp dữ liệu thì mở ở đâu cũng phải ra cùng một con
số.

Cách sửa: Nếu là số, viết số thường, không có số 0 ở đầu, không dấu phẩy.
Nếu là chữ, đặt trong nháy kép: "no". Nếu là ngày, viết đủ năm-tháng-ngày:
2023-06-30.

Sai:
    before_day: 015
Đúng:
    before_day: 15
""",
    "P108": """P108 text-lost-after-hash (lỗi)

Tìm thấy gì: Trong một giá trị không có nháy có dấu cách rồi đến dấu #. YAML
coi mọi chữ từ dấu # đến hết dòng là chú thích và bỏ đi.

Vì sao: Câu bị cắt cụt mà nhìn vào tệp vẫn tưởng đủ. Ở mẫu dưới chỉ còn “Kế
hoạch này được dẫn ở nhiệm vụ”. Nếu chỗ bị cắt là số hiệu văn bản hoặc thời
hạn thì báo cáo cũng thiếu theo.

Cách sửa: Nếu chữ sau dấu # thuộc về giá trị thì đặt cả giá trị trong nháy
kép. Nếu đúng là chú thích thì chuyển sang một dòng riêng, bắt đầu bằng dấu
# và một dấu cách.

Sai:
    note: Kế hoạch này được dẫn ở nhiệm vụ #33 và nhiệm vụ #37
Đúng:
    note: "Kế hoạch này được dẫn ở nhiệm vụ #33 và nhiệm vụ #37"
""",
    "P109": """P109 conflict-marker (lỗi)

Tìm thấy gì: Trong tệp còn dòng <<<<<<<, ======= hoặc >>>>>>>. Đây là dấu
xung đột git để lại khi hai người cùng sửa một chỗ: phần trên là của bên
này, phần dưới là của bên kia.

Vì sao: Hai phần là hai ý kiến khác nhau về cùng một việc, như hai ngày hết
hạn ở mẫu dưới. Phải có người quyết định phần nào đúng; máy không được chọn
hộ.

Cách sửa: So cả hai phần với văn bản gốc, giữ phần đúng, xóa phần kia, rồi
xóa cả ba dòng dấu. Nếu không chắc, hỏi người cùng sửa tệp trước khi xóa.

Sai:
    <<<<<<< HEAD
      rule: {kind: before, date: 2023-06-30}
    =======
      rule: {kind: before, date: 2023-07-30}
    >>>>>>> sua-han
Đúng:
      rule: {kind: before, date: 2023-06-30}
""",
    "P110": """P110 empty-file (lỗi)

Tìm thấy gì: Tệp không có nội dung nào: trống trơn, hoặc chỉ có chú thích.

Vì sao: Tệp trống mà vẫn tính thì Kế hoạch thành ra không có nhiệm vụ hay cơ
quan nào, và bảng báo cáo toàn số 0, trông như không có gì quá hạn.

Cách sửa: Có lẽ tệp bị xóa nhầm nội dung hoặc lưu dở dang. Lấy lại bản trước
trong git; không dùng git thì chép lại từ bản sao lưu, hoặc nhờ người giữ dữ
liệu.

Sai:
    # Phụ lục của Kế hoạch 190/KH-UBND ngày 12/6/2023: 67 nhiệm vụ.
Đúng:
    # Phụ lục của Kế hoạch 190/KH-UBND ngày 12/6/2023: 67 nhiệm vụ.
    tasks:
      - number: 1
        # …
""",
    "P201": """P201 missing-field (lỗi)

Tìm thấy gì: Một mục thiếu khóa bắt buộc phải có.

Vì sao: Thiếu khóa thì plan190 phải đoán, mà đoán thì không dùng cho báo cáo
được. Như ở mẫu dưới, thiếu rule thì không biết ngày nào nhiệm vụ 31 quá
hạn.

Cách sửa: Thêm khóa còn thiếu vào đúng mục được chỉ ra, thẳng cột với các
khóa khác của mục, và ghi giá trị theo văn bản gốc. Chưa rõ viết thế nào thì
xem một mục tương tự trong cùng tệp. Cũng xem khóa đó có đang bị gõ sai tên
hoặc thụt vào quá sâu không.

Sai:
    deadline:
      words: "Trước 30/6/2023"
Đúng:
    deadline:
      words: "Trước 30/6/2023"
      rule: {kind: before, date: 2023-06-30}
""",
    "P202": """P202 unknown-key (lỗi)

Tìm thấy gì: Một mục có khóa mà plan190 không biết: gõ sai tên, viết hoa chữ
đầu, đặt nhầm mục hoặc thụt vào sai cấp.

Vì sao: Nếu bỏ qua khóa lạ thì điều người nhập muốn ghi sẽ mất mà không ai
hay: ghi chú không hiện, cơ quan không được tính. plan190 thà báo lỗi còn
hơn bỏ qua.

Cách sửa: Sửa tên khóa theo gợi ý. Tên khóa viết bằng chữ thường không dấu,
đúng từng chữ. Nếu tên đúng mà vẫn bị báo thì khóa nằm sai chỗ: xem nó có
thẳng cột với các khóa khác của mục không. Điều không có khóa nào chứa được
thì ghi vào note.

Sai:
    name: Văn phòng Ủy ban nhân dân tỉnh
    Short: Văn phòng UBND tỉnh
Đúng:
    name: Văn phòng Ủy ban nhân dân tỉnh
    short: Văn phòng UBND tỉnh
""",
    "P203": """P203 wrong-type (lỗi)

Tìm thấy gì: Giá trị không đúng kiểu: chỗ cần danh sách lại là một chữ, chỗ
cần một đoạn chữ lại là danh sách, chỗ cần một mục có các khóa lại là chữ,
chỗ cần số nguyên lại không phải số; hoặc tên khóa không phải là một chữ.

Vì sao: Sai kiểu thì không biết nhiệm vụ giao cho mấy cơ quan hay con số là
bao nhiêu, nên không đếm được.

Cách sửa:
- Danh sách: viết [a, b], kể cả khi chỉ có một: [a]; hoặc mỗi dòng một “- ”.
- Số: chỉ dùng chữ số 0–9, không dấu chấm, dấu phẩy, không số 0 ở đầu.
- Đoạn chữ: đặt trong nháy kép.
- Mục có các khóa: mỗi dòng một “khóa: giá trị”, thụt vào bằng nhau.

Sai:
    lead: {words: "SỞ Y TẾ", bodies: so-y-te}
Đúng:
    lead: {words: "SỞ Y TẾ", bodies: [so-y-te]}
""",
    "P204": """P204 value-not-allowed (lỗi)

Tìm thấy gì: Giá trị nằm ngoài những gì được dùng ở khóa đó: một từ không có
trong danh sách, mã sai dạng, múi giờ không có thật, số quá lớn hoặc quá
nhỏ.

Vì sao: Mỗi từ trong danh sách ứng với một cách tính. Từ lạ thì không biết
tính thế nào: ở mẫu dưới, kind: month là đến hết tháng, còn monthly thì
không có nghĩa gì.

Cách sửa: Chọn một từ trong danh sách mà thông báo liệt kê, chép đúng từng
chữ. Mã chỉ gồm chữ thường không dấu, chữ số và gạch nối, như so-y-te. Tỷ lệ
từ 0 đến 100; số ngày nhiều nhất 365; năm từ 1945 đến 2200. Múi giờ viết như
Asia/Ho_Chi_Minh.

Sai:
    words: "Tháng 6/2023"
    rule: {kind: monthly, month: 2023-06}
Đúng:
    words: "Tháng 6/2023"
    rule: {kind: month, month: 2023-06}
""",
    "P205": """P205 text-empty-or-too-long (lỗi)

Tìm thấy gì: Khóa bắt buộc có đó mà để trống; hoặc đoạn chữ có nhiều dòng,
thừa dấu cách ở đầu hay cuối, hoặc quá dài (10.000 chữ cái, tên gọi ngắn
300, mã 60).

Vì sao: Chỗ trống không cho biết là “không có” hay “quên ghi”. Đoạn chữ thừa
dấu cách hoặc xuống dòng thì không khớp từng chữ với văn bản gốc.

Cách sửa: Viết thành một dòng theo văn bản gốc. Khóa không bắt buộc mà không
có gì để viết thì xóa cả khóa. Đoạn dài muốn ngắt dòng cho dễ đọc thì viết
>- sau dấu hai chấm, các dòng sau thụt vào, không để dòng trống ở giữa.

Sai:
    product:
      words:
      type: document
Đúng:
    product:
      words: "Văn bản triển khai"
      type: document
""",
    "P206": """P206 not-a-day (lỗi)

Tìm thấy gì: Giá trị phải là một ngày hoặc một tháng mà viết không đúng
kiểu, hoặc ngày ấy không có trong lịch (như 31/6).

Vì sao: Viết 6/7/2023 thì có nơi đọc là ngày 6 tháng 7, có nơi đọc là ngày 7
tháng 6: lệch cả tháng khi tính quá hạn. Viết năm trước, rồi tháng, rồi ngày
thì ai đọc cũng như nhau.

Cách sửa: Ngày viết năm-tháng-ngày, đủ bốn số và hai số: 2023-06-30. Tháng
viết năm-tháng: 2023-06. Nếu không có ngày ấy trong lịch thì xem lại văn bản
gốc. Lời văn trong words thì vẫn giữ như Kế hoạch viết, không đổi.

Sai:
    words: "Trước 30/6/2023"
    rule: {kind: before, date: 30/6/2023}
Đúng:
    words: "Trước 30/6/2023"
    rule: {kind: before, date: 2023-06-30}
""",
    "P301": """P301 body-unknown (lỗi)

Tìm thấy gì: Một chỗ gọi cơ quan hoặc nhóm bằng mã mà agencies.yaml không
có.

Vì sao: Nhiệm vụ ghi mã sai thì không thuộc về cơ quan nào: cơ quan phải làm
không thấy việc của mình, bảng tình hình đếm thiếu, mà việc thì vẫn quá hạn.

Cách sửa: Xem gợi ý trong thông báo, hoặc gọi lệnh plan190 agencies để xem
các mã, rồi chép đúng mã vào. Nếu cơ quan thật sự chưa có trong danh sách
thì thêm một mục vào agencies.yaml trước, rồi mới dùng mã của nó.

Sai:
    lead: {words: "SỞ Y TẾ", bodies: [soyte]}
Đúng:
    lead: {words: "SỞ Y TẾ", bodies: [so-y-te]}
""",
    "P303": """P303 task-unknown (lỗi)

Tìm thấy gì: Một chỗ nhắc đến nhiệm vụ bằng số thứ tự mà tasks.yaml không
có: ở tasks của văn bản được dẫn, của chỉ tiêu, của sự kiện hay tiến độ,
hoặc ở after_task.

Vì sao: Số sai thì chỉ tiêu, văn bản hoặc điều kiện chờ gắn vào một nhiệm vụ
không có thật. Như ở mẫu dưới, điều kiện của nhiệm vụ 54 treo ở nhiệm vụ 86,
mà Kế hoạch chỉ có 67 nhiệm vụ.

Cách sửa: Xem lại số thứ tự ở cột STT của Phụ lục và sửa số được chỉ ra. Nếu
số đúng mà tasks.yaml chưa có nhiệm vụ ấy thì thêm nhiệm vụ vào tasks.yaml.

Sai:
    tasks: [54]
    after_task: 86
Đúng:
    tasks: [54]
    after_task: 36
""",
    "P305": """P305 given-twice (lỗi)

Tìm thấy gì: Một mã hoặc một số thứ tự được dùng hai lần: mã cơ quan hoặc
nhóm, số nhiệm vụ, mã văn bản, chỉ tiêu, sự kiện hoặc tiến độ, giả định.

Vì sao: Mục sau che mất mục trước: việc của hai cơ quan dồn vào một, hoặc
một nhiệm vụ bị đếm hai lần. Các số vẫn cộng được nên nhìn bảng không thấy
sai.

Cách sửa: Mở cả hai chỗ mà thông báo nêu. Nếu là một mục bị chép lặp thì xóa
một. Nếu là hai mục khác nhau thì đặt mã khác cho một mục, và sửa mã ấy ở
mọi chỗ gọi đến nó. Số nhiệm vụ thì theo cột STT của Phụ lục.

Sai:
    - id: so-y-te
      name: Sở Y tế
    # …
    - id: so-y-te
      name: Sở Giáo dục và Đào tạo
Đúng:
    - id: so-y-te
      name: Sở Y tế
    # …
    - id: so-gddt
      name: Sở Giáo dục và Đào tạo
""",
    "P310": """P310 group-contains-itself (lỗi)

Tìm thấy gì: Một nhóm cơ quan chứa chính nó, trực tiếp hoặc qua một nhóm
khác. Thông báo cho thấy đường vòng: nhóm này → nhóm kia → trở lại nhóm này.

Vì sao: Muốn biết nhiệm vụ giao cho bao nhiêu cơ quan thì phải mở nhóm ra
đến từng cơ quan. Đi vòng thì mở mãi không hết, không đếm được.

Cách sửa: Bỏ một mã thành viên để hết vòng. Thường là ở nhóm nhỏ hơn: thay
mã nhóm bằng mã của từng cơ quan.

Sai:
    - id: grp-doan-the
      members: [grp-mttq-ctxh]
    - id: grp-mttq-ctxh
      members: [grp-doan-the]
Đúng:
    - id: grp-doan-the
      members: [grp-mttq-ctxh]
    - id: grp-mttq-ctxh
      members: [mttq-tinh, ldld-tinh, hoi-nong-dan-tinh, hoi-lhpn-tinh,
                hoi-ccb-tinh, tinh-doan]
""",
    "P311": """P311 deadline-not-as-phrase (lỗi)

Tìm thấy gì: Quy tắc (rule) của một nhiệm vụ không phải là điều lời văn
(words) nói; hoặc plan190 không đọc được lời văn ấy.

Vì sao: Ngày hết hạn tính từ rule, còn Kế hoạch nói bằng words. Hai bên khác
nhau thì con số quá hạn không còn căn cứ. Ở mẫu dưới, before bỏ mất phần
“duy trì thực hiện thường xuyên”.

Cách sửa: So words với cột “Thời gian hoàn thành” của Phụ lục. Nếu words
đúng thì sửa rule theo cách đọc mà thông báo nêu. Nếu words chép sai thì
chép lại. Không sửa words cho khớp rule. Nếu lời văn đúng mà plan190 không
đọc được thì báo người bảo trì để thêm cách đọc.

Sai:
    words: >-
      Hoàn thành trước ngày 30/6/2023 và duy trì thực hiện thường xuyên
    rule: {kind: before, date: 2023-06-30}
Đúng:
    words: >-
      Hoàn thành trước ngày 30/6/2023 và duy trì thực hiện thường xuyên
    rule: {kind: milestone, date: 2023-06-30}
""",
    "P312": """P312 words-not-in-source (lỗi)

Tìm thấy gì: Một đoạn chép từ Kế hoạch không khớp từng chữ với văn bản gốc
trong data/source, ở đúng ô hoặc mục của nó; hoặc errata nói về chữ không có
ở đó.

Vì sao: Số liệu phải dẫn được về văn bản đã ký. Chỉ cơ quan ban hành mới
được đính chính; tự chữa một dấu phẩy cũng làm dữ liệu khác với văn bản.

Cách sửa: Chép lại đúng từng chữ từ data/source, kể cả chỗ viết sai. Thấy
chỗ sai thì ghi vào errata: where là ô nào, written là chữ đang viết, meant
là chữ có lẽ muốn viết. Không sửa tệp trong data/source.

Sai:
    cooperating:
      words: "Công an tỉnh; Sở Thông tin và Truyền thông"
Đúng:
    cooperating:
      words: "Công an tỉnh, Sở Thông tin và Truyền thông"
    # …
    errata:
      - where: cooperating
        written: "Công an tỉnh, Sở"
        meant: "Công an tỉnh; Sở"
""",
    "P313": """P313 tasks-do-not-balance (lỗi)

Tìm thấy gì: Các số thứ tự nhiệm vụ không khớp nhau: tasks.yaml thiếu hoặc
thừa một số, hoặc Phụ lục trong data/source không đọc ra đúng các nhiệm vụ
từ 1 đến số mà plan.yaml ghi ở tasks.

Vì sao: Kế hoạch giao 67 nhiệm vụ thì mọi bảng phải cộng lại đủ 67. Rơi mất
một nhiệm vụ là có cơ quan thoát khỏi theo dõi mà tỷ lệ hoàn thành vẫn cao.

Cách sửa: So tasks.yaml với Phụ lục từng dòng. Thiếu thì thêm nhiệm vụ còn
thiếu; thừa thì xem có gõ sai number không. Nếu tasks trong plan.yaml sai
thì sửa theo số cuối cùng ở cột STT. Nếu Phụ lục đọc thiếu dòng thì xem mã
P314.

Sai:
    source: source/ke-hoach-190-kh-ubnd.txt
    tasks: 66
Đúng:
    source: source/ke-hoach-190-kh-ubnd.txt
    tasks: 67
""",
    "P314": """P314 source-line-unread (lỗi)

Tìm thấy gì: Trong Phụ lục của văn bản gốc có dòng không phải nhiệm vụ,
không phải tiêu đề tên cơ quan (viết hoa), cũng không phải chỗ ngắt trang;
hoặc không có tệp văn bản gốc nào.

Vì sao: Dòng không đọc được có thể là một nhiệm vụ bị ngắt làm đôi hoặc mất
số thứ tự. Bỏ qua nó là bỏ mất căn cứ để đối chiếu nhiệm vụ ấy.

Cách sửa: Mở tệp văn bản gốc ở dòng được chỉ ra, so với bản giấy. Mỗi nhiệm
vụ nằm trên một dòng, đủ sáu ô cách nhau bằng phím Tab (ô trống vẫn có Tab;
mẫu dưới ghi phím này là <Tab>). Nối lại dòng bị ngắt, không đổi chữ nào.
Thiếu tệp thì chép vào source/ đúng tên ghi ở source trong plan.yaml.

Sai:
    28<Tab>Đề xuất …<Tab>Các sở, ban, …
    Trong năm 2023<Tab>Văn bản triển khai<Tab>
Đúng:
    28<Tab>Đề xuất …<Tab>Các sở, …<Tab>Trong năm 2023<Tab>Văn bản …<Tab>
""",
    "P315": """P315 awaited-unknown (lỗi)

Tìm thấy gì: Nhiệm vụ phải chờ (kind là after_event hoặc outside_schedule)
mà waits_for thiếu, hoặc chỉ đến một mã không có hay sai loại; nhiệm vụ
không phải chờ mà lại có waits_for; hoặc awaited và nhiệm vụ nói khác nhau.

Vì sao: Nhiệm vụ đang chờ thì không tính là trễ. Ghi sai điều phải chờ thì
việc đã đến lúc làm vẫn đứng ở “chờ điều kiện”, không ai đôn đốc.

Cách sửa: Chọn một mã trong awaited của plan.yaml: loại event cho
after_event, loại schedule cho outside_schedule. Số nhiệm vụ phải có trong
tasks của mã ấy. Nhiệm vụ không chờ gì thì bỏ waits_for.

Sai:
    deadline:
      words: "Theo tiến độ, yêu cầu tại Quyết định số 766/QĐ-TTg"
      # …
      waits_for: quyet-dinh-766
Đúng:
    deadline:
      words: "Theo tiến độ, yêu cầu tại Quyết định số 766/QĐ-TTg"
      # …
      waits_for: qd-766
""",
    "P316": """P316 citation-out-of-place (lỗi)

Tìm thấy gì: Danh sách nơi dẫn một văn bản không khớp với Kế hoạch: ghi một
nhiệm vụ hay mục không dẫn văn bản ấy, hoặc sót một nhiệm vụ có dẫn. plan190
tìm theo các cách viết ở written.

Vì sao: Người thực hiện dựa vào đây để biết nhiệm vụ căn cứ vào văn bản nào.
Ghi thừa thì làm theo văn bản không liên quan, ghi sót thì mất căn cứ.

Cách sửa: Đọc lại nhiệm vụ trong Phụ lục. Không thấy văn bản thì bỏ số ấy
khỏi tasks (hoặc bỏ mục khỏi provisions). Có nhưng Kế hoạch viết cách khác
thì chép cách viết ấy vào written. Bị báo sót thì thêm số vào tasks.

Sai:
    written: [Kế hoạch số 579/KH-UBND]
    # …
    tasks: [29, 30]
Đúng:
    written: [Kế hoạch số 579/KH-UBND]
    # …
    tasks: [29]
""",
    "P317": """P317 roster-unfounded (lỗi)

Tìm thấy gì: Ở một nhóm, ba khóa roster, members và assumed không khớp nhau:
roster là assumed mà không có khóa assumed nói lý do; là open hoặc outside
mà có thành viên; là stated hoặc assumed mà không có thành viên.

Vì sao: Thành viên quyết định nhiệm vụ giao cho bao nhiêu cơ quan. Tự thêm
cơ quan vào nhóm mà Kế hoạch để mở là giao việc mà Kế hoạch không giao.

Cách sửa: Chọn roster cho đúng: stated nếu văn bản kể rõ; assumed nếu ta
phải chọn, khi đó ghi thêm khóa assumed gồm id, what, why, who; open nếu Kế
hoạch để mở; outside nếu không báo cáo theo Kế hoạch. Hai loại sau không có
members.

Sai:
    - id: grp-sn-lien-quan
      name: Các sở, ngành có liên quan
      english: Departments and agencies concerned
      roster: open
      members: [so-y-te, so-tttt]
Đúng:
    - id: grp-sn-lien-quan
      name: Các sở, ngành có liên quan
      english: Departments and agencies concerned
      roster: open
""",
    "P318": """P318 task-led-by-nobody (lỗi)

Tìm thấy gì: Một nhiệm vụ không có cơ quan nào chủ trì: bodies của lead
trống, hoặc chỉ có nhóm không có thành viên.

Vì sao: Nhiệm vụ không ai chủ trì thì không quá hạn của ai cả. Nó rơi khỏi
bảng tình hình của mọi cơ quan, trong khi việc vẫn chưa làm.

Cách sửa: Xem tiêu đề tên cơ quan nằm trên nhiệm vụ trong Phụ lục, ghi mã cơ
quan ấy vào bodies của lead. Nếu tiêu đề là một nhóm thì nhóm phải có thành
viên: xem mục của nhóm trong agencies.yaml.

Sai:
    lead: {words: "SỞ Y TẾ", bodies: []}
Đúng:
    lead: {words: "SỞ Y TẾ", bodies: [so-y-te]}
""",
    "P319": """
P319 provision-unknown (lỗi)

Tìm thấy gì: Một mục của kế hoạch được gọi bằng số (provision, provisions)
mà plan.yaml không chép mục nào như thế.

Vì sao: Báo cáo, chỉ tiêu và trích dẫn phải dẫn về đúng chỗ trong kế hoạch;
số mục sai thì không ai kiểm lại được.

Cách sửa: Xem danh sách mục mà thông báo nêu và sửa số cho đúng.

Sai:
    reporting:
      provision: III.9
Đúng:
    reporting:
      provision: III.1
""",
    "P320": """
P320 number-not-in-words (lỗi)

Tìm thấy gì: Con số của một chỉ tiêu (target), hoặc ngày gửi báo cáo tháng
(before_day), không có trong lời văn được chép cạnh nó.

Vì sao: Con số này đi vào báo cáo chính thức. Nó phải là số kế hoạch nêu,
hoặc là một giả định ghi rõ lý do.

Cách sửa: So với lời văn và sửa con số. Nếu lời văn không nêu số (ví dụ
“tất cả các cơ sở lưu trú”) thì thêm assumed: giả định gì, vì sao, ai
quyết định được.

Sai:
    words: Tỷ lệ hồ sơ giải quyết đúng hạn 100%
    target: 10
Đúng:
    words: Tỷ lệ hồ sơ giải quyết đúng hạn 100%
    target: 100
""",
    "P321": """
P321 body-not-in-words (lỗi)

Tìm thấy gì: Một cơ quan hoặc nhóm được ghi là chủ trì hay phối hợp (bodies)
mà lời văn của ô (words) không nhắc đến bằng cách gọi nào đã ghi trong
found_as của agencies.yaml.

Vì sao: Nhiệm vụ tính nhầm cho cơ quan khác thì số liệu của cả hai cơ quan
đều sai.

Cách sửa: So mã với lời văn của ô. Nếu mã sai thì sửa mã. Nếu lời văn gọi cơ
quan ấy bằng một cách khác thì chép cách gọi đó, đúng từng chữ, vào found_as.

Sai:
    lead: {words: "SỞ TƯ PHÁP", bodies: [so-tai-chinh]}
Đúng:
    lead: {words: "SỞ TƯ PHÁP", bodies: [so-tu-phap]}
""",
    "P322": """
P322 document-not-as-cited (lỗi)

Tìm thấy gì: Ký hiệu (symbol) hoặc ngày (date) của một văn bản được dẫn
không đúng như kế hoạch viết ở chỗ dẫn văn bản đó.

Vì sao: Văn bản dẫn sai số, sai ngày thì không ai tìm lại được.

Cách sửa: So với các chỗ dẫn trong văn bản gốc và sửa lại. Kế hoạch không
ghi ngày thì bỏ khóa date.

Sai:
    written: [Kế hoạch số 51/KH-UBND]
    symbol: 15/KH-UBND
Đúng:
    written: [Kế hoạch số 51/KH-UBND]
    symbol: 51/KH-UBND
""",
    "P601": """P601 text-not-composed (cảnh báo)

Tìm thấy gì: Chữ có dấu viết rời: chữ cái và dấu là hai ký tự đứng cạnh nhau
(Unicode tổ hợp), trông vẫn như một chữ. plan190 đã đọc như chữ liền. Mẫu
dưới ghi dấu sắc viết rời là <U+0301>.

Vì sao: Số liệu không sai, vì plan190 đã ghép lại. Nhưng phần mềm khác tìm
chữ hoặc so hai tệp thì coi “Tháng” viết rời và “Tháng” viết liền là hai chữ
khác nhau.

Cách sửa: Xóa và gõ lại chữ ở dòng đó với bộ gõ đặt bảng mã “Unicode dựng
sẵn” (UniKey: bảng mã Unicode, không phải Unicode tổ hợp). Không gấp, nhưng
nên sửa.

Sai:
    words: "Tha<U+0301>ng 6/2023"
Đúng:
    words: "Tháng 6/2023"
""",
    "P602": """P602 look-alike-letter (cảnh báo)

Tìm thấy gì: Có một chữ trông giống Đ hoặc đ nhưng là chữ của ngôn ngữ khác,
như U+00D0 của tiếng Iceland (mẫu dưới ghi là <U+00D0>). plan190 đã đọc là Đ
hoặc đ.

Vì sao: Số liệu không sai, vì plan190 đã đọc đúng ý. Nhưng phần mềm khác tìm
“TCTTKĐA” sẽ không thấy ký hiệu văn bản này, và in ra có thể sai chữ.

Cách sửa: Xóa chữ ấy và gõ lại chữ Đ hoặc đ bằng bộ gõ tiếng Việt. Chữ lạ
thường có từ bản quét hoặc từ tệp PDF dán sang.

Sai:
    symbol: 56/KH-TCTTK<U+00D0>A
Đúng:
    symbol: 56/KH-TCTTKĐA
""",
    "P603": """P603 damaged-text (cảnh báo)

Tìm thấy gì: Có chữ đã hỏng: dấu U+FFFD thay cho chữ bị mất, chữ vỡ mã (một
chữ có dấu thành hai, ba ký tự lạ), hoặc chữ gõ bằng phông cũ TCVN3.

Vì sao: Khác với P601 và P602, plan190 không biết chữ đúng là gì nên để
nguyên. Chữ hỏng sẽ đi thẳng vào bảng và báo cáo; nếu là lời chép từ Kế
hoạch thì còn bị báo không khớp văn bản gốc.

Cách sửa: Mở văn bản gốc và gõ lại cả đoạn bằng Unicode. Đừng đoán từng chữ.
Nếu hỏng nhiều chỗ, tệp đã bị lưu sai mã: lấy lại bản sao lưu trước khi
hỏng.

Sai:
    words: "ThÃ¡ng 6/2023"
Đúng:
    words: "Tháng 6/2023"
""",
}
