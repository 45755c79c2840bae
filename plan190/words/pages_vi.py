"""Manual pages of the codes in Vietnamese: what is found, why it matters, how to repair it, samples."""

PAGES = {
    "P001": """P001 unreadable-file (lỗi)

Tìm thấy gì: Thư mục dữ liệu thiếu một trong bốn tệp plan.yaml,
agencies.yaml, tasks.yaml, documents.yaml; hoặc tệp có đó (kể cả
decisions.yaml, báo cáo trong updates/ và văn bản gốc trong source/) mà máy
không mở được: không có quyền đọc, ổ đĩa hỏng, ổ mạng mất kết nối.

Vì sao: Thiếu một tệp là thiếu nhiệm vụ, cơ quan hoặc thời hạn. Số liệu tính
từ dữ liệu thiếu trông vẫn bình thường nhưng sai, nên plan190 không tính gì
cho đến khi đủ tệp. Riêng decisions.yaml và updates/ được phép không có: khi
ấy là chưa có quyết định, chưa có báo cáo nào.

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
nằm ngay trong chữ, hoặc do dấu \\ trong nháy kép tạo ra, như \\n (xuống dòng)
ở mẫu dưới.

Vì sao: Hai đoạn trông giống hệt nhau nhưng một đoạn có ký tự ẩn thì máy coi
là khác nhau: thời hạn không đọc được, tên cơ quan tìm không ra, lời văn
không khớp văn bản gốc. Mắt thường không thấy được chỗ sai.

Cách sửa: Đến đúng dòng và cột được chỉ ra, xóa cả chữ trước và chữ sau chỗ
đó rồi gõ lại bằng bàn phím, đừng dán. Ký tự ẩn thường đến từ Word hoặc tin
nhắn; nên dán qua Notepad trước. Nếu cần viết dấu \\ trong giá trị thì dùng
nháy đơn. Đoạn có nhiều dòng (như summary) thì viết dấu | sau dấu hai chấm,
rồi mỗi dòng một ý, thụt vào bằng nhau.

Sai:
    words: "Tháng<U+00A0>6/2023"
    summary: "Đã lắp 12 đầu đọc thẻ.\\nCòn 3 trạm y tế chưa có."
Đúng:
    words: "Tháng 6/2023"
    summary: |
      Đã lắp 12 đầu đọc thẻ.
      Còn 3 trạm y tế chưa có.
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
hoặc một thiết bị; hoặc updates không phải là một thư mục thật. Khi xét một
thay đổi, cũng là lỗi nếu hai tên chỉ khác nhau ở chữ hoa, chữ thường hoặc ở
cách ghép dấu.

Vì sao: Liên kết trỏ đến nơi khác: chép thư mục dữ liệu sang máy khác hoặc
nộp lưu thì nội dung không đi theo, và người khác sửa ở nơi kia mà không ai
biết. Số liệu phải tính từ đúng những gì nằm trong thư mục dữ liệu. Hai tên
như so-y-te và So-Y-Te thì Windows và macOS coi là một: mở ra chỉ còn một
tệp, tệp kia mất.

Cách sửa: Xóa liên kết hoặc đổi tên thư mục, rồi chép tệp thật vào đúng chỗ
với đúng tên. Nếu tệp thật đang nằm ở nơi khác thì chép nội dung về đây,
không tạo liên kết lại. Với updates cũng vậy: chép cả thư mục thật về. Hai
tên trùng nhau như trên thì đổi tên tệp hay thư mục mới thêm cho đúng mã cơ
quan và kỳ; nếu là một báo cáo gửi hai lần thì bỏ tệp mới.

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
    "P008": """P008 stray-file (lỗi)

Tìm thấy gì: Cạnh các tệp dữ liệu có một tệp YAML mà plan190 không đọc (như
decisions.yml), hoặc trong thư mục updates/ có thứ không phải báo cáo tháng.
Mỗi báo cáo là một tệp mang tên updates/<mã cơ quan>/<năm-tháng>.yaml; ngoài
ra updates/ không chứa gì khác.

Vì sao: plan190 tìm báo cáo theo tên tệp. Sai tên một chữ thì báo cáo không
được đọc, và cơ quan bị ghi là chưa báo cáo dù đã nộp. plan190 thà báo lỗi
còn hơn lặng lẽ bỏ qua.

Cách sửa: Nếu là báo cáo thì đổi tên cho đúng: thư mục mang mã cơ quan (lệnh
plan190 agencies liệt kê các mã), tên tệp là năm-tháng, đủ bốn số và hai số,
đuôi .yaml. Notepad hay thêm đuôi .txt mà không hiện ra: khi lưu, chọn kiểu
tệp “Tất cả các tệp” (All files). Nếu là thứ khác (bản Word, bản quét, bản
sao cũ) thì chuyển ra ngoài updates/.

Sai:
    updates/so-y-te/2023-7.yaml
    updates/so-y-te/2023-07.yaml.txt
    updates/so-y-te/2023-07 (1).yaml
    updates/2023-07.yaml
Đúng:
    updates/so-y-te/2023-07.yaml
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
Nếu là chữ, đặt trong nháy kép: "no". Nếu là đúng/sai, viết true hoặc false,
không nháy. Nếu là ngày, viết đủ năm-tháng-ngày: 2023-06-30.

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
chỗ cần số nguyên lại không phải số, chỗ cần true hoặc false lại là chữ
khác; hoặc tên khóa không phải là một chữ.

Vì sao: Sai kiểu thì không biết nhiệm vụ giao cho mấy cơ quan hay con số là
bao nhiêu, nên không đếm được. Ở mẫu dưới, không biết chắc vướng mắc có vượt
thẩm quyền, phải báo cáo Chủ tịch UBND tỉnh hay không.

Cách sửa:
- Danh sách: viết [a, b], kể cả khi chỉ có một: [a]; hoặc mỗi dòng một “- ”.
- Số: chỉ dùng chữ số 0–9, không dấu chấm, dấu phẩy, không số 0 ở đầu.
- Đúng hay sai: viết true (đúng) hoặc false (sai), chữ thường, không nháy.
- Đoạn chữ: đặt trong nháy kép.
- Mục có các khóa: mỗi dòng một “khóa: giá trị”, thụt vào bằng nhau.

Sai:
    obstacles:
      - category: kinh-phi
        beyond_authority: có
        description: Chưa có kinh phí mua đầu đọc thẻ cho 15 trạm y tế.
Đúng:
    obstacles:
      - category: kinh-phi
        beyond_authority: true
        description: Chưa có kinh phí mua đầu đọc thẻ cho 15 trạm y tế.
""",
    "P204": """P204 value-not-allowed (lỗi)

Tìm thấy gì: Giá trị nằm ngoài những gì được dùng ở khóa đó: một từ không có
trong danh sách, mã sai dạng, số và ký hiệu văn bản hoặc liên kết sai dạng,
múi giờ không có thật, số quá lớn hoặc quá nhỏ.

Vì sao: Mỗi từ trong danh sách ứng với một cách tính. Từ lạ thì không biết
tính thế nào: ở mẫu dưới, done là hoàn thành, còn xong thì plan190 không
hiểu. Văn bản ghi thiếu ký hiệu thì không ai tìm lại được.

Cách sửa: Chọn một từ trong danh sách mà thông báo liệt kê, chép đúng từng
chữ. Mã chỉ gồm chữ thường không dấu, chữ số và gạch nối, như so-y-te. Số và
ký hiệu văn bản viết liền, không có chữ “Số” ở trước: 45/BC-SYT. Liên kết
bắt đầu bằng http:// hoặc https://. Tỷ lệ từ 0 đến 100; số ngày nhiều nhất
365; năm từ 1945 đến 2099. Múi giờ viết như Asia/Ho_Chi_Minh.

Sai:
    state: xong
    done_on: 2023-06-28
    evidence:
      - {title: Quyết định phê duyệt, number: "907", date: 2023-06-28}
Đúng:
    state: done
    done_on: 2023-06-28
    evidence:
      - {title: Quyết định phê duyệt, number: 907/QĐ-UBND, date: 2023-06-28}
""",
    "P205": """P205 text-empty-or-too-long (lỗi)

Tìm thấy gì: Khóa bắt buộc có đó mà để trống; hoặc đoạn chữ có nhiều dòng,
thừa dấu cách ở đầu hay cuối, hoặc quá dài (10.000 chữ cái, tên gọi ngắn
300, mã 60).

Vì sao: Chỗ trống không cho biết là “không có” hay “quên ghi”. Đoạn chữ thừa
dấu cách hoặc xuống dòng thì không khớp từng chữ với văn bản gốc.

Cách sửa: Viết thành một dòng theo văn bản gốc. Khóa không bắt buộc mà không
có gì để viết thì xóa cả khóa. Đoạn dài muốn ngắt dòng cho dễ đọc thì viết
>- sau dấu hai chấm, các dòng sau thụt vào, không để dòng trống ở giữa. Lời
kể trong báo cáo (như summary, description) được nhiều dòng: viết dấu | thay
cho >-.

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
có: trong các tệp của Kế hoạch, ở agency của một báo cáo tháng, hoặc ở by,
agency, agencies, to của một quyết định.

Vì sao: Nhiệm vụ ghi mã sai thì không thuộc về cơ quan nào: cơ quan phải làm
không thấy việc của mình, bảng tình hình đếm thiếu, mà việc thì vẫn quá hạn.
Báo cáo ghi mã sai thì không tính cho ai.

Cách sửa: Xem gợi ý trong thông báo, hoặc gọi lệnh plan190 agencies để xem
các mã, rồi chép đúng mã vào. Với báo cáo, thư mục chứa tệp cũng phải mang
đúng mã ấy. Nếu cơ quan thật sự chưa có trong danh sách thì thêm một mục vào
agencies.yaml trước, rồi mới dùng mã của nó.

Sai:
    lead: {words: "SỞ Y TẾ", bodies: [soyte]}
Đúng:
    lead: {words: "SỞ Y TẾ", bodies: [so-y-te]}
""",
    "P302": """P302 report-out-of-place (lỗi)

Tìm thấy gì: Báo cáo tháng nói khác với chỗ nó nằm: agency không phải mã ở
tên thư mục, hoặc period không phải tháng ở tên tệp. Cũng là lỗi nếu period
thuộc về trước khi có Kế hoạch, hoặc reported_on là ngày mà kỳ báo cáo chưa
bắt đầu; hoặc báo cáo của một nhóm, hay của cơ quan mà kế hoạch chỉ nhắc
đến: những nơi ấy không báo cáo.

Vì sao: Hai khóa ấy cho biết báo cáo là của ai, kỳ nào. Chép tệp kỳ trước
sang mà quên sửa period thì số của kỳ này ghi vào kỳ trước, còn kỳ này bị
coi là chưa báo cáo.

Cách sửa: Sửa agency, period cho khớp tên thư mục và tên tệp; nếu tệp nằm
nhầm chỗ thì chuyển tệp. Kỳ mang tên tháng phải gửi báo cáo: kỳ 2023-07 tính
từ 15/6 đến 14/7/2023 (14 là ngày chốt số liệu, cut_off trong plan.yaml),
nên reported_on của kỳ này không sớm hơn 2023-06-15. Kỳ sớm nhất là 2023-06.

Sai:
    # tệp data/updates/so-y-te/2023-07.yaml
    agency: so-y-te
    period: 2023-06
    reported_on: 2023-07-10
Đúng:
    # tệp data/updates/so-y-te/2023-07.yaml
    agency: so-y-te
    period: 2023-07
    reported_on: 2023-07-10
""",
    "P303": """P303 task-unknown (lỗi)

Tìm thấy gì: Một chỗ nhắc đến nhiệm vụ bằng số thứ tự mà tasks.yaml không
có: ở task của một báo cáo tháng, ở tasks hoặc task của một quyết định, ở
tasks của văn bản được dẫn, chỉ tiêu, sự kiện, tiến độ, giả định, hoặc ở
after_task.

Vì sao: Số sai thì báo cáo, quyết định hay chỉ tiêu gắn vào một nhiệm vụ
không có thật. Như ở mẫu dưới, việc đã làm cho nhiệm vụ 36 ghi vào nhiệm vụ
86, mà Kế hoạch chỉ có 67 nhiệm vụ; nhiệm vụ 36 thành ra không có báo cáo.

Cách sửa: Xem lại số thứ tự ở cột STT của Phụ lục và sửa số được chỉ ra. Nếu
số đúng mà tasks.yaml chưa có nhiệm vụ ấy thì thêm nhiệm vụ vào tasks.yaml.

Sai:
    - task: 86
      state: in_progress
      summary: Đã kết nối dữ liệu của 6 trong 15 bệnh viện.
Đúng:
    - task: 36
      state: in_progress
      summary: Đã kết nối dữ liệu của 6 trong 15 bệnh viện.
""",
    "P304": """P304 task-not-theirs (lỗi)

Tìm thấy gì: Báo cáo có một nhiệm vụ không phải việc của cơ quan báo cáo,
hoặc ghi sai vai: nhiệm vụ phối hợp mà để ở updates, nhiệm vụ chủ trì mà để
ở contributions; hoặc nhiệm vụ đến lúc ấy đã chuyển sang cơ quan khác.

Vì sao: Cơ quan chủ trì chịu trách nhiệm về nhiệm vụ, nên chỉ cơ quan ấy nói
được nhiệm vụ đến đâu. Cơ quan phối hợp kể phần mình đã làm; phần ấy không
làm nhiệm vụ thành xong. Lẫn hai vai thì tình hình của cơ quan kia bị sai.

Cách sửa: Gọi lệnh plan190 agency kèm mã cơ quan (như so-y-te) để xem nhiệm
vụ nào chủ trì, nhiệm vụ nào phối hợp. Nhiệm vụ phối hợp thì chuyển xuống
contributions, chỉ ghi task, contribution và evidence nếu có. Nhiệm vụ chủ
trì thì ghi ở updates. Không có trong cả hai thì xem lại số thứ tự.

Sai:
    updates:
      - task: 18
        state: in_progress
        summary: Đã mua 6 máy quét cho Bộ phận Một cửa của Sở.
Đúng:
    contributions:
      - task: 18
        contribution: Đã mua 6 máy quét cho Bộ phận Một cửa của Sở.
""",
    "P305": """P305 given-twice (lỗi)

Tìm thấy gì: Một mã hoặc một số thứ tự được dùng hai lần: mã cơ quan hoặc
nhóm, số nhiệm vụ, mã văn bản, chỉ tiêu, sự kiện hoặc tiến độ, giả định,
quyết định, người trong owners.yaml; hoặc một tài khoản ghi cho hai người.
Trong một báo cáo thì một nhiệm vụ, một chỉ tiêu, hai vướng mắc cùng loại
của một nhiệm vụ, hoặc một nhiệm vụ của cùng một kỳ sửa hai lần.

Vì sao: Mục sau che mất mục trước: việc của hai cơ quan dồn vào một, hoặc
một nhiệm vụ bị đếm hai lần. Các số vẫn cộng được nên nhìn bảng không thấy
sai.

Cách sửa: Mở cả hai chỗ mà thông báo nêu. Nếu là một mục bị chép lặp thì xóa
một. Nếu là hai mục khác nhau thì đặt mã khác cho một mục, và sửa mã ấy ở
mọi chỗ gọi đến nó. Số nhiệm vụ thì theo cột STT của Phụ lục. Trong báo cáo,
gộp hai mục của một nhiệm vụ thành một; vướng mắc cùng loại thì thêm id cho
một cái, và các kỳ sau giữ nguyên id ấy. Hai mục corrections của cùng kỳ,
cùng nhiệm vụ cũng gộp thành một. Mỗi tài khoản thuộc một người: ai nộp cho
nhiều cơ quan thì kể các cơ quan ấy ở agencies của một mục.

Sai:
    obstacles:
      - {category: kinh-phi, beyond_authority: true, description: Mua máy}
      - {category: kinh-phi, beyond_authority: false, description: Đào tạo}
Đúng:
    obstacles:
      - {category: kinh-phi, beyond_authority: true, description: Mua máy}
      - {category: kinh-phi, beyond_authority: false, description: Đào tạo,
         id: dao-tao}
""",
    "P306": """P306 entry-contradicts-itself (lỗi)

Tìm thấy gì: Các phần của một mục báo cáo không thể cùng đúng. state là done
mà không có done_on, hoặc có done_on mà state không phải done; progress
không hợp với state; hoặc at_risk (nguy cơ chậm tiến độ) ghi ở nhiệm vụ đã
xong hay ở nhiệm vụ không có ngày hết hạn.

Vì sao: plan190 không biết tin phần nào: ở mẫu dưới, nhiệm vụ đang làm hay
đã xong ngày 28/6/2023? Chọn bừa thì bảng quá hạn sai.

Cách sửa: Xem việc thực tế đến đâu rồi sửa phần sai.
- not_started (chưa thực hiện): progress bỏ đi, hoặc là 0.
- in_progress (đang thực hiện): không có done_on.
- done (hoàn thành): phải có done_on; progress bỏ đi, hoặc là 100.
- unchanged (không có gì mới từ kỳ trước): không có progress, done_on.
- at_risk: chỉ ghi khi nhiệm vụ có ngày hết hạn và chưa xong. Việc không có
  ngày mà gặp khó thì ghi ở obstacles.

Sai:
    - task: 62
      state: in_progress
      done_on: 2023-06-28
Đúng:
    - task: 62
      state: done
      done_on: 2023-06-28
      evidence: [{title: Quyết định, number: 907/QĐ-UBND, date: 2023-06-28}]
""",
    "P307": """P307 day-out-of-order (lỗi)

Tìm thấy gì: Các ngày trong báo cáo không theo thứ tự: ngày hoàn thành
(done_on), ngày của văn bản minh chứng hoặc của chính báo cáo nằm sau ngày
báo cáo (reported_on); hoặc ngày dự kiến xong (expected_on) không nằm sau
ngày báo cáo; hoặc ngày rút báo cáo (withdrawn) ở trước ngày báo cáo. Ngày
hoàn thành trước ngày ban hành Kế hoạch mà không có summary giải thích cũng
là lỗi.

Vì sao: Báo cáo ngày 10/7 không thể kể việc xong ngày 28/7. Ngày sai một
tháng thì đúng hạn thành quá hạn, hoặc ngược lại.

Cách sửa: So từng ngày với văn bản; thường là gõ nhầm tháng. Việc chưa xong
thì ghi in_progress, không ghi done_on. Nếu việc xong thật từ trước Kế hoạch
thì kể rõ trong summary. date của withdrawn là ngày rút, từ ngày nộp trở đi.

Sai:
    # báo cáo ngày 10/7/2023
    - task: 62
      state: done
      done_on: 2023-07-28
      evidence: [{title: Quyết định, number: 907/QĐ-UBND, date: 2023-06-28}]
Đúng:
    # báo cáo ngày 10/7/2023
    - task: 62
      state: done
      done_on: 2023-06-28
      evidence: [{title: Quyết định, number: 907/QĐ-UBND, date: 2023-06-28}]
""",
    "P308": """P308 evidence-twice (cảnh báo)

Tìm thấy gì: Trong evidence của một nhiệm vụ, một văn bản minh chứng được kể
hai lần: cùng số, ký hiệu và ngày; hoặc, khi không có số, cùng tên gọi và
liên kết.

Vì sao: Số liệu không sai, nhưng đếm minh chứng thì thừa một. Thường là chép
dòng trên xuống rồi quên sửa, nên văn bản thứ hai bị sót.

Cách sửa: Nếu là một văn bản thì xóa một dòng. Nếu là hai văn bản thì sửa
số, ký hiệu và ngày của văn bản thứ hai theo bản giấy.

Sai:
    evidence:
      - title: Công văn chỉ đạo các bệnh viện
        number: 1150/SYT-NVY
        date: 2023-06-20
      - title: Công văn chỉ đạo các trung tâm y tế
        number: 1150/SYT-NVY
        date: 2023-06-20
Đúng:
    evidence:
      - title: Công văn chỉ đạo các bệnh viện
        number: 1150/SYT-NVY
        date: 2023-06-20
      - title: Công văn chỉ đạo các trung tâm y tế
        number: 1162/SYT-NVY
        date: 2023-06-21
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
đọc được thì báo người bảo trì để thêm cách đọc. Không bao giờ dời hạn trong
tasks.yaml: được gia hạn thì ghi một quyết định kind: extend vào
decisions.yaml (xem mẫu ở P328); hạn gốc vẫn còn để so.

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
    "P323": """P323 day-in-future (lỗi)

Tìm thấy gì: Báo cáo hoặc quyết định ghi một ngày sau hôm nay, hoặc báo cáo
bị rút (withdrawn) từ một ngày sau hôm nay. Hôm nay tính theo giờ Việt Nam.

Vì sao: Không ai báo cáo hay quyết định trước ngày. plan190 chỉ tính những
gì đã có đến ngày được hỏi, nên báo cáo ghi ngày năm 2032 thì coi như chưa
nộp, và nhiệm vụ vẫn quá hạn.

Cách sửa: Sửa reported_on (hoặc date của quyết định) thành ngày thật; thường
là gõ nhầm năm hoặc đảo ngày với tháng. Báo cáo soạn sẵn thì đợi đến ngày
gửi mới ghi. Nếu ngày đúng mà vẫn bị báo thì đồng hồ của máy chạy sai.

Sai:
    agency: so-y-te
    period: 2023-07
    reported_on: 2032-07-10
Đúng:
    agency: so-y-te
    period: 2023-07
    reported_on: 2023-07-10
""",
    "P324": """P324 evidence-shared (lưu ý)

Tìm thấy gì: Một cơ quan lấy cùng một văn bản làm minh chứng cho hai nhiệm
vụ khác nhau, trong một báo cáo hoặc ở các kỳ khác nhau.

Vì sao: Có thể đúng: một quyết định giải quyết được hai nhiệm vụ. Nhưng cũng
có thể là chép nhầm số, ký hiệu; khi ấy một nhiệm vụ không có minh chứng
thật. plan190 chỉ nhắc, không coi là lỗi.

Cách sửa: Mở văn bản ra xem có nói về cả hai nhiệm vụ không. Có thì không
phải sửa gì. Không thì ghi lại số, ký hiệu, ngày của văn bản đúng.

Sai:
    - task: 62
      state: done
      done_on: 2023-06-28
      evidence: [{title: Quyết định, number: 907/QĐ-UBND, date: 2023-06-28}]
    - task: 67
      state: in_progress
      evidence: [{title: Công văn, number: 907/QĐ-UBND, date: 2023-06-28}]
Đúng:
    - task: 62
      state: done
      done_on: 2023-06-28
      evidence: [{title: Quyết định, number: 907/QĐ-UBND, date: 2023-06-28}]
    - task: 67
      state: in_progress
      evidence: [{title: Công văn, number: 1150/SYT-VP, date: 2023-06-20}]
""",
    "P325": """P325 moved-without-a-word (lỗi)

Tìm thấy gì: Điều đã báo cáo ở kỳ trước nay đi lùi mà không có lời giải
thích: tiến độ (progress) thấp hơn trước, việc đã báo xong nay lại chưa
xong, hoặc ngày hoàn thành (done_on) khác ngày đã báo, và mục ấy không có
summary. Đã xong (done) là 100, chưa làm (not_started) là 0, dù không ghi
progress.

Vì sao: Tiến độ tụt hoặc ngày xong bị dời có thể có lý do chính đáng, nhưng
người đọc phải biết lý do. Không có lời nào thì không phân biệt được với gõ
nhầm.

Cách sửa: So với báo cáo kỳ trước. Nếu kỳ này gõ nhầm thì sửa con số. Nếu
đúng là lùi thì thêm summary, nói vì sao. Không sửa lại báo cáo kỳ trước cho
khớp: báo cáo đã gửi thì giữ nguyên.

Sai:
    # kỳ 2023-07 đã ghi progress: 60; kỳ 2023-08 ghi
    - task: 63
      state: in_progress
      progress: 40
Đúng:
    # kỳ 2023-07 đã ghi progress: 60; kỳ 2023-08 ghi
    - task: 63
      state: in_progress
      progress: 40
      summary: >-
        Kỳ trước tính nhầm; nay rà lại, mới xong 4 trong 10 dịch vụ công.
""",
    "P326": """P326 claim-without-proof (lỗi)

Tìm thấy gì: Nhiệm vụ ghi done mà thiếu minh chứng. Sản phẩm là văn bản thì
phải có trong evidence một văn bản đủ số, ký hiệu và ngày. Nhiệm vụ có chỉ
tiêu mà không có ngày hết hạn thì mọi chỉ tiêu phải có trong indicators và
đã đạt. Nhiệm vụ thường xuyên thì không bao giờ done.

Vì sao: done là lời của cơ quan báo cáo, chưa phải kết luận: nhiệm vụ còn
chờ xác nhận. Công an tỉnh, cơ quan theo dõi, đôn đốc (mục III.2), xem minh
chứng rồi ghi vào decisions.yaml: accept là xác nhận, return là trả lại.
Không có minh chứng thì không có gì để xác nhận.

Cách sửa: Thêm văn bản minh chứng, hoặc số của chỉ tiêu. Chưa đủ thì ghi
in_progress và kể phần đã làm trong summary. Nhiệm vụ thường xuyên thì kỳ
nào cũng ghi in_progress, hoặc unchanged nếu không có gì mới.

Sai:
    - task: 62
      state: done
      done_on: 2023-06-28
Đúng:
    - task: 62
      state: done
      done_on: 2023-06-28
      evidence:
        - title: Quyết định phê duyệt Phương án
          number: 907/QĐ-UBND
          date: 2023-06-28
""",
    "P327": """P327 indicator-wrong (lỗi)

Tìm thấy gì: Một giá trị trong indicators không dùng được: mã không có trong
chỉ tiêu của plan.yaml; chỉ tiêu của nhiệm vụ khác, hoặc của một nhiệm vụ mà
lại ghi ở indicators chung của cả báo cáo; tỷ lệ thiếu of, số đếm thừa of;
value lớn hơn of.

Vì sao: Chỉ tiêu được cộng và so giữa các cơ quan, các kỳ. Chỉ ghi 92% thì
không biết là 92 trên bao nhiêu, không cộng được với ai.

Cách sửa: Mã của chỉ tiêu xem ở phần indicators trong plan.yaml, mục có số
nhiệm vụ ấy ở tasks. Chỉ tiêu tính bằng phần trăm thì ghi hai số đếm được:
value là số đã đạt, of là tổng số; plan190 tự tính tỷ lệ. Không phát sinh
trường hợp nào thì ghi value: 0, of: 0. Chỉ tiêu đếm số lượng thì chỉ ghi
value. Chỉ tiêu của nhiệm vụ nào ghi trong mục của nhiệm vụ ấy.

Sai:
    - task: 33
      state: in_progress
      indicators:
        - id: co-so-kham-benh-thu-phi-khong-tien-mat
          value: 92
Đúng:
    - task: 33
      state: in_progress
      indicators:
        - id: co-so-kham-benh-thu-phi-khong-tien-mat
          value: 118
          of: 128
""",
    "P328": """P328 decision-of-nothing (lỗi)

Tìm thấy gì: Một quyết định trong decisions.yaml nói về điều không có: cơ
quan không chủ trì nhiệm vụ ấy; xác nhận hay trả lại (accept, return) khi
chưa ai báo done; gia hạn (extend) nhiệm vụ không có ngày, hoặc đến một ngày
không muộn hơn hạn đang có; cho chạy lại (resume) việc không tạm dừng; sự
kiện, tiến độ, giả định, vướng mắc hoặc mã ở corrects không có; schedule
không có đúng một trong hai: until hoặc recurring: true; hoặc không nêu
nhiệm vụ, cơ quan nào.

Vì sao: Quyết định như thế không làm gì cả, trong khi người ghi tưởng hạn đã
được dời hay việc đã được xác nhận.

Cách sửa: So với văn bản của quyết định, sửa số nhiệm vụ, mã hoặc ngày. date
không được trước ngày của báo cáo mà quyết định nói đến. corrects chỉ gọi mã
của mục nằm trên nó, có ngày không muộn hơn. Mục đã gửi thì không sửa: thêm
mục mới có corrects. Ở mẫu dưới, hạn đang có là 31/7/2023.

Sai:
    - kind: extend
      # …
      until: 2023-07-31
Đúng:
    - kind: extend
      id: gia-han-nhiem-vu-30
      date: 2023-07-20
      by: chu-tich-ubnd-tinh
      tasks: [30]
      until: 2023-08-31
      document: {number: 2245/UBND-NC, date: 2023-07-20}
""",
    "P329": """P329 personal-data (lỗi)

Tìm thấy gì: Trong báo cáo hoặc quyết định có dãy số giống số căn cước công
dân (12 chữ số) hoặc số điện thoại. plan190 không in lại dãy số ấy. Khi xét
một thay đổi, cũng là lỗi nếu dãy số có ở một lần ghi (commit) trước, dù lần
ghi cuối đã xóa.

Vì sao: Đó là dữ liệu cá nhân, chỉ thẳng đến một người. Báo cáo chỉ ghi số
tổng. Điều gì đã đưa vào git thì nằm lại trong lịch sử mãi mãi, và ai cũng
đọc được.

Cách sửa: Xóa dãy số, thay bằng số tổng. Họ tên, địa chỉ, hồ sơ của một
người cũng không được ghi, kể cả trong chú thích, dù plan190 không nhận ra.
Nếu tệp đã gửi hoặc đã vào git thì báo ngay cho cơ quan đầu mối (Công an
tỉnh): xóa dòng ấy rồi lưu lại không xóa được nó khỏi lịch sử. Yêu cầu nhập
chưa nhập thì đóng lại, lập nhánh mới từ nhánh chính và gửi lại tệp. Đừng
chép lại dãy số trong lời báo. Nếu dãy số không phải của người nào (như số
tiền), viết có dấu chấm hoặc bằng chữ: “120 tỷ đồng”.

Sai:
    # <12 chữ số> thay cho số thật
    - task: 32
      state: in_progress
      summary: Một người bệnh có số CCCD <12 chữ số> chưa dùng được thẻ.
Đúng:
    - task: 32
      state: in_progress
      summary: Có 1 người bệnh chưa dùng được thẻ CCCD gắn chip.
""",
    "P330": """P330 report-says-nothing (cảnh báo)

Tìm thấy gì: Báo cáo chỉ có agency, period, reported_on, không nói đến nhiệm
vụ nào.

Vì sao: Mục III.1 yêu cầu báo cáo kết quả, tiến độ các nhiệm vụ được giao.
Báo cáo như vậy vẫn được nhận và tính ngày gửi, nhưng nhiệm vụ thường xuyên
bị coi là không có báo cáo kỳ này, và nhiệm vụ có hạn không thay đổi.

Cách sửa: Thêm updates, mỗi nhiệm vụ cơ quan chủ trì một mục; không có gì
mới thì state: unchanged. Lệnh plan190 agency kèm mã cơ quan kể các nhiệm vụ.

Sai:
    agency: so-y-te
    period: 2023-07
    reported_on: 2023-07-13
Đúng:
    agency: so-y-te
    period: 2023-07
    reported_on: 2023-07-13
    updates:
      - task: 35
        state: unchanged
""",
    "P331": """P331 owner-unclear (lỗi)

Tìm thấy gì: Trong owners.yaml có một người ghi chưa rõ: không nộp thay cho
cơ quan nào; là đầu mối tổng hợp (role: coordinator) mà vẫn kể agencies;
until ở trước since; hoặc tài khoản github, gitlab, gitea ghi bằng tên chứ
không bằng số.

Vì sao: Tệp này nói ai được sửa báo cáo của cơ quan nào. Tên tài khoản đổi
được: chủ cũ bỏ tên, người khác lấy tên ấy là có luôn quyền. Số của tài
khoản thì không bao giờ đổi chủ.

Cách sửa: Người của cơ quan thì kể mã cơ quan ở agencies. Đầu mối tổng hợp
thì chỉ ghi role: coordinator. since là ngày đầu, until là ngày cuối. id của
tài khoản là số, login là tên. Số trên GitHub xem ở trang
https://api.github.com/users/TÊN, mục id; GitLab, Gitea thì hỏi người quản
lý máy chủ. Máy chủ git thường (forge: server) không có số nên id là tên.

Sai:
    - id: so-y-te-hu-cau
      accounts: [{forge: github, id: nguoi-nop-HUCAU}]
Đúng:
    # id: 0 thay cho số thật của tài khoản
    - id: so-y-te-hu-cau
      agencies: [so-y-te]
      accounts: [{forge: github, id: 0, login: nguoi-nop-HUCAU}]
""",
    "P332": """P332 code-owners-stale (lỗi)

Tìm thấy gì: Tệp phân quyền của nơi giữ kho (như CODEOWNERS) khác với những
gì owners.yaml nói hôm nay.

Vì sao: plan190 xét quyền theo owners.yaml, còn nơi giữ kho thì mời người
duyệt theo tệp phân quyền. Hai tệp khác nhau thì người đã thôi việc vẫn được
mời, người mới thì không. Tệp cũng cũ đi vào ngày một người bắt đầu (since)
hay hết hạn (until) mà không ai sửa gì.

Cách sửa: Không sửa tay tệp phân quyền. Sửa owners.yaml nếu cần, rồi để
plan190 ghi lại bằng đúng lệnh mà thông báo nêu. Không dùng git thì chép kết
quả của lệnh, mở tệp phân quyền trên trang web, bấm nút bút chì, dán đè và
ghi lại. Việc này của đầu mối tổng hợp; người nộp báo cáo không phải làm.

Sai: sửa thẳng tên trong .github/CODEOWNERS.
Đúng:
    plan190 owners --format github --output .github/CODEOWNERS --force
""",
    "P333": """P333 correction-of-nothing (lỗi)

Tìm thấy gì: Một mục ở corrections nói sửa lại điều không có: ở kỳ ghi tại
corrects, cơ quan không báo cáo nhiệm vụ ấy trong updates; hoặc kỳ ấy không
ở trước kỳ của báo cáo này.

Vì sao: Mục sửa thay cho lời đã báo cáo. Không có lời nào để thay thì mục
sửa không có tác dụng, trong khi người ghi tưởng số liệu đã đúng.

Cách sửa: Mở báo cáo của kỳ ấy, xem lại số nhiệm vụ và kỳ. Việc chưa từng
báo cáo thì ghi ở updates của báo cáo này. Kỳ đang mở thì sửa thẳng trong
updates của tệp kỳ ấy. Nếu sai ở chính một mục corrections trước đây thì
viết mục mới, vẫn gọi kỳ và nhiệm vụ ban đầu: mục của báo cáo sau được tính.
Mục ở contributions không sửa bằng corrections: nói lại ở contributions của
kỳ này.

Sai:
    # kỳ 2023-07 chỉ báo cáo nhiệm vụ 35
    corrections:
      - corrects: 2023-07
        why: Kỳ trước gõ nhầm.
        task: 36
        state: not_started
Đúng:
    # kỳ 2023-07 chỉ báo cáo nhiệm vụ 35
    corrections:
      - corrects: 2023-07
        why: Kỳ trước gõ nhầm.
        task: 35
        state: not_started
""",
    "P401": """P401 outside-own-folder (lỗi)

Tìm thấy gì: Người nộp của một cơ quan gửi thay đổi ở tệp không phải báo cáo
tháng của cơ quan mình: báo cáo của cơ quan khác, dữ liệu của Kế hoạch,
decisions.yaml, owners.yaml, waivers.yaml, tệp ngoài thư mục dữ liệu, hoặc
tệp mang tên không phải năm-tháng.

Vì sao: Mỗi cơ quan tự chịu trách nhiệm về lời báo cáo của mình. Quyết định,
phân quyền và dữ liệu của Kế hoạch do đầu mối tổng hợp giữ. Quyền lấy từ
owners.yaml ở nhánh chính, nên tự thêm mình trong cùng thay đổi là vô ích.

Cách sửa: Bỏ tệp ấy ra khỏi thay đổi. Trên trang web, chọn nhánh của mình:
- Tệp thêm nhầm: mở tệp, bấm nút xóa (thùng rác), ghi lại.
- Tệp có sẵn mà lỡ sửa: mở tệp ấy ở nhánh chính, bấm Raw, chép tất cả; mở
  tệp ở nhánh của mình, bấm nút bút chì, dán đè, ghi lại.
- Tên tệp sai: bấm nút bút chì, sửa tên ở ô trên cùng, ghi lại.
Cần đổi tệp ấy thật thì nhờ đầu mối tổng hợp.

Được nhận: báo cáo của mọi cơ quan kể ở agencies của người nộp; mọi tệp, nếu
người gửi là đầu mối tổng hợp.

Sai:
    # người nộp của Sở Y tế gửi
    data/updates/so-y-te/2023-08.yaml
    data/updates/so-noi-vu/2023-08.yaml
Đúng:
    # người nộp của Sở Y tế gửi
    data/updates/so-y-te/2023-08.yaml
""",
    "P402": """P402 closed-period-changed (lỗi)

Tìm thấy gì: Báo cáo của một kỳ đã đóng nay nói khác trước; hoặc dấu rút báo
cáo (withdrawn) của nó bị đổi, bị bỏ. Một kỳ đóng từ hôm sau ngày cuối còn
đúng hạn: kỳ 2023-07 đóng từ ngày 15/7/2023.

Vì sao: Số liệu của kỳ ấy đã được tổng hợp và gửi đi. Sửa ngược thì số đã
gửi không in lại được nữa, và không ai thấy nó đã bị sửa.

Cách sửa: Trả tệp về như cũ. Trên trang web: mở tệp ấy ở nhánh chính, bấm
Raw, chép tất cả; mở tệp ở nhánh của mình, bấm nút bút chì, dán đè, ghi lại.
Điều cần sửa thì ghi ở báo cáo của kỳ đang mở, mục corrections: đủ các khóa
như một mục updates, thêm corrects (kỳ cần sửa) và why (vì sao).

Được nhận: nộp muộn một báo cáo chưa có; thêm withdrawn để rút cả báo cáo;
sửa chú thích hay dòng trống. Sửa nội dung thì không ai được, kể cả đầu mối
tổng hợp.

Sai:
    # sửa tệp data/updates/so-y-te/2023-07.yaml ngày 10/8/2023
    updates:
      - task: 35
        state: not_started
Đúng:
    # tệp data/updates/so-y-te/2023-08.yaml
    corrections:
      - corrects: 2023-07
        why: Kỳ trước ghi nhầm việc của nhiệm vụ khác.
        task: 35
        state: not_started
""",
    "P403": """P403 record-removed (lỗi)

Tìm thấy gì: Điều đã báo cáo hoặc đã quyết định nay biến mất: tệp báo cáo bị
xóa hoặc đổi tên; một mục của updates, contributions hoặc corrections không
còn trong tệp; một mục của decisions.yaml bị bỏ.

Vì sao: Mất một mục thì nhiệm vụ ấy thành ra chưa báo cáo, hạn đã dời thành
chưa dời, mà không ai biết vì sao. Muốn nói khác thì phải nói ra.

Cách sửa: Trả lại phần bị mất. Trên trang web: mở tệp ấy ở nhánh chính, bấm
Raw, chép phần cần trả; mở tệp ở nhánh của mình, bấm nút bút chì, dán vào
chỗ cũ, ghi lại. Tệp đã bị xóa thì tạo tệp mới cùng tên rồi dán cả tệp.
Sau đó:
- Nhiệm vụ không có gì mới, hoặc ghi nhầm số: để state: unchanged.
- Muốn rút cả báo cáo: thêm withdrawn, gồm date (ngày) và why (vì sao).
- Muốn bỏ một quyết định: thêm mục kind: withdraw ở cuối decisions.yaml.

Được nhận: đổi lời của một mục khi kỳ chưa đóng, thêm mục mới.

Sai:
    # tệp đã nộp có nhiệm vụ 34 và 35; nay mục 35 bị xóa
    updates:
      - task: 34
        state: unchanged
Đúng:
    updates:
      - task: 34
        state: unchanged
      - task: 35
        state: unchanged
""",
    "P404": """P404 history-rewritten (lỗi)

Tìm thấy gì: Một quyết định đã ghi bị sửa hoặc bị đổi chỗ; một mục mới chen
vào trước mục đã ghi; hoặc lịch sử của nhánh chính bị viết lại (git push
--force), nhánh chính bị xóa.

Vì sao: Hạn của từng nhiệm vụ tính theo các quyết định, theo thứ tự đã ghi.
Sửa lại quá khứ thì số ngày quá hạn đã công bố đổi theo mà không để lại dấu
vết.

Cách sửa: Trên trang web: mở decisions.yaml ở nhánh chính, bấm Raw, chép mục
bị sửa; mở tệp ở nhánh của mình, bấm nút bút chì, dán mục ấy về như cũ. Điều
đúng thì ghi thành mục mới ở cuối tệp, có corrects gọi mã của mục cũ. Nhánh
bị viết lại thì chỉ xảy ra với người dùng git: lấy bản mới nhất về (git pull
--rebase) rồi đẩy thường, không dùng --force. Sửa trên trang web thì không
gặp lỗi này.

Được nhận: mục mới ở cuối tệp; sửa chú thích hay dòng trống.

Sai:
    # mục đã ghi until: 2023-10-31, nay sửa thành
    - id: gia-han-63
      kind: extend
      date: 2023-09-20
      by: chu-tich-ubnd-tinh
      tasks: [63]
      until: 2023-10-20
      document: {number: 61/UBND-HUCAU, date: 2023-09-20}
Đúng:
    # mục gia-han-63 giữ nguyên; thêm ở cuối tệp
    - id: gia-han-63-sua
      kind: extend
      date: 2023-09-20
      by: chu-tich-ubnd-tinh
      tasks: [63]
      until: 2023-10-20
      document: {number: 61/UBND-HUCAU, date: 2023-09-20}
      corrects: gia-han-63
""",
    "P405": """P405 not-a-plain-file-in-git (lỗi)

Tìm thấy gì: Trong thay đổi có thứ không phải tệp thường: tệp được đánh dấu
là chạy được, một liên kết, một kho git khác, hoặc tệp .gitattributes,
.gitmodules, .gitignore đổi cách git đọc các tệp.

Vì sao: Liên kết và kho khác trỏ ra ngoài, nên nội dung thật không nằm ở
đây. Tệp cấu hình có thể làm hai máy đọc cùng một báo cáo ra hai kết quả.

Cách sửa: Trên trang web, ở nhánh của mình: mở tệp ấy, bấm nút xóa (thùng
rác), ghi lại; nếu là báo cáo thì tải tệp lên lại (Add file, Upload files)
với đúng tên cũ. Tệp tải lên từ trang web luôn là tệp thường. Dùng git thì
bỏ dấu chạy được bằng git update-index --chmod=-x và tên tệp.

Được nhận: tệp như vậy ở ngoài thư mục dữ liệu, nếu do đầu mối tổng hợp gửi.
Trong thư mục dữ liệu thì không ai được.

Sai: data/updates/so-y-te/2023-08.yaml là liên kết đến một tệp trên máy.
Đúng: data/updates/so-y-te/2023-08.yaml là chính tệp báo cáo.
""",
    "P406": """P406 merge-conflict (lỗi)

Tìm thấy gì: Từ khi nhánh này tách ra, nhánh chính cũng sửa đúng chỗ ấy, nên
git không tự nhập được.

Vì sao: Máy không được chọn hộ bên nào đúng. Hay gặp nhất là hai người cùng
thêm mục vào cuối decisions.yaml: cả hai mục đều phải còn.

Cách sửa: Trên trang web: ở yêu cầu nhập, bấm “Resolve conflicts”. Giữ cả
hai phần, mục có sẵn ở nhánh chính đứng trước; xóa ba dòng dấu <<<<<<<,
=======, >>>>>>>; ghi lại vào cùng nhánh. Không có nút ấy thì mở tệp ở nhánh
chính, bấm Raw, chép tất cả; dán đè vào tệp ở nhánh của mình rồi ghi lại
phần của mình vào cuối. Báo cáo tháng mà bị như vậy thì đã có người khác nộp
hoặc sửa cùng tệp: hỏi nhau trước.

Được nhận: hai bên sửa hai tệp, hoặc hai chỗ xa nhau của một tệp; git tự
nhập.

Sai:
    <<<<<<< gia-han
      - id: gia-han-63
    =======
      - id: chap-nhan-33-so-y-te
    >>>>>>> main
Đúng:
      - id: chap-nhan-33-so-y-te
        # …
      - id: gia-han-63
        # …
""",
    "P407": """P407 actor-unknown (lỗi)

Tìm thấy gì: Người gửi thay đổi không có tài khoản trong owners.yaml ở nhánh
chính, hoặc thời gian được nộp của người ấy (since, until) không có hôm nay.

Vì sao: Báo cáo là lời chính thức của cơ quan, nên phải biết ai gửi và được
gửi thay ai. owners.yaml của chính thay đổi thì không tính: không ai tự cho
mình quyền.

Cách sửa: Nhờ đầu mối tổng hợp thêm tài khoản vào data/owners.yaml ở nhánh
chính trước, hoặc gia hạn until. Việc ấy là một thay đổi riêng, do đầu mối
tổng hợp gửi. Sau đó trên trang web, ở yêu cầu nhập, bấm “Update branch”
(hoặc cho việc xét chạy lại); không phải gửi lại báo cáo. Đang gấp thì gửi
tệp cho đầu mối tổng hợp nộp hộ. Người nộp thay khi vắng mặt là một mục có
until.

Được nhận: tài khoản ghi ở owners.yaml của nhánh chính, từ ngày since đến
hết ngày until.

Sai:
    owners: []
Đúng:
    # id: 0 thay cho số thật của tài khoản
    owners:
      - id: so-y-te-hu-cau
        agencies: [so-y-te]
        accounts: [{forge: github, id: 0, login: nguoi-nop-HUCAU}]
        since: 2023-07-01
""",
    "P408": """P408 date-moved (lỗi)

Tìm thấy gì: Sau thay đổi này, ngày cuối đúng hạn của một nhiệm vụ khác
trước, mà không có quyết định mới nào nói đến nhiệm vụ ấy. Người gửi đã sửa
thời hạn trong tasks.yaml, hoặc cách đọc ngày (policy, calendar) trong
plan.yaml.

Vì sao: Hạn do Kế hoạch ấn định, chỉ người giao việc dời được, bằng văn bản.
Sửa thẳng vào dữ liệu thì số ngày quá hạn biến mất mà không có căn cứ.

Cách sửa: Trả chỗ đã sửa về như cũ. Trên trang web: mở tệp ấy ở nhánh chính,
bấm Raw, chép đoạn cũ; mở tệp ở nhánh của mình, bấm nút bút chì, dán lại.
Được gia hạn thì thêm mục kind: extend vào cuối decisions.yaml. Đổi cách đọc
ngày theo trả lời của người có thẩm quyền thì trong cùng thay đổi ghi thêm
mục kind: settle cho giả định ấy.

Được nhận: nhiệm vụ có quyết định mới trong cùng thay đổi; thay đổi có một
mục settle mới.

Sai:
    # trong tasks.yaml, nhiệm vụ 63
    rule: {kind: before, date: 2023-10-31}
Đúng:
    # trong decisions.yaml
    - id: gia-han-63
      kind: extend
      date: 2023-09-20
      by: chu-tich-ubnd-tinh
      tasks: [63]
      until: 2023-10-31
      document: {number: 61/UBND-HUCAU, date: 2023-09-20}
""",
    "P409": """P409 day-long-past (cảnh báo)

Tìm thấy gì: Một báo cáo mới ghi ngày nộp (reported_on) trước ngày xét thay
đổi hơn 7 ngày; hoặc ghi ngày còn đúng hạn, mà thay đổi xét sau ngày cuối
đúng hạn của kỳ ấy.

Vì sao: Đúng hạn hay muộn tính theo reported_on. Ngày lùi có thể là thật:
báo cáo giấy đã nộp, nay mới nhập. Cũng có thể là gõ nhầm, hoặc ghi lùi cho
thành đúng hạn. Người duyệt cần nhìn thấy.

Cách sửa: Đúng thì để nguyên và ghi document, là số và ngày của báo cáo
giấy, để người duyệt đối chiếu. Không đúng thì ghi ngày gửi thật; muộn vẫn
được nhận. Trên trang web: mở tệp ở nhánh của mình, bấm nút bút chì, sửa
dòng reported_on, ghi lại.

Được nhận: đây chỉ là cảnh báo, không cản việc nhập.

Sai:
    # gửi ngày 20/8/2023
    reported_on: 2023-08-01
Đúng:
    # gửi ngày 20/8/2023, báo cáo giấy đã nộp ngày 1/8/2023
    reported_on: 2023-08-01
    document: {number: 45/BC-HUCAU, date: 2023-08-01}
""",
    "P410": """P410 dated-back (lỗi)

Tìm thấy gì: Một thay đổi tự ghi cho mình một ngày đã qua lâu: rút báo cáo
(withdrawn: date) hoặc sửa kỳ trước (corrections, tính theo reported_on) lùi
hơn 7 ngày so với ngày xét; hoặc reported_on của báo cáo đã nộp bị lùi lại.

Vì sao: Bảng đã in cho ngày nào thì in lại phải ra đúng như thế. Việc rút,
việc sửa chỉ được tính từ ngày gửi, không làm khác đi những ngày trước.

Cách sửa: Ghi ngày gửi thật. Phần sửa kỳ trước thì ghi vào báo cáo kỳ đang
mở, có reported_on là ngày gửi. Trên trang web: mở tệp ở nhánh của mình, bấm
nút bút chì, sửa dòng được báo, ghi lại.

Được nhận: rút hoặc sửa ghi ngày trong vòng 7 ngày trước ngày xét.

Sai:
    # gửi ngày 20/8/2023
    withdrawn: {date: 2023-07-14, why: Nộp nhầm bản nháp.}
Đúng:
    withdrawn: {date: 2023-08-20, why: Nộp nhầm bản nháp.}
""",
    "P411": """P411 decided-changed (lỗi)

Tìm thấy gì: Một mục state: done đã được đầu mối tổng hợp xác nhận hoặc trả
lại (decisions.yaml), nay state, done_on, minh chứng hay chỉ tiêu của chính
mục ấy bị đổi trong tệp cũ.

Vì sao: Quyết định là về đúng lời đã báo cáo. Đổi lời ấy thì quyết định
thành ra nói về điều chưa ai xem.

Cách sửa: Trả mục ấy về như cũ. Điều đúng thì báo cáo ở kỳ sau, hoặc ghi vào
corrections của kỳ sau; khi ấy nó lại chờ xác nhận. Trên trang web: mở tệp ở
nhánh của mình, bấm nút bút chì, trả lại dòng cũ, ghi lại.

Được nhận: đổi summary, vướng mắc của mục ấy.

Sai:
    # nhiệm vụ 62 đã có kind: accept
    - {task: 62, state: done, done_on: 2023-07-08}
Đúng:
    # trong báo cáo kỳ sau
    corrections:
      - corrects: 2023-08
        why: Ghi nhầm ngày ban hành.
        task: 62
        state: done
        done_on: 2023-07-08
""",
    "P501": """P501 overdue (lỗi)

Tìm thấy gì: Một nhiệm vụ đã qua ngày cuối đúng hạn mà cơ quan chưa báo hoàn
thành. Lệnh plan190 gate báo điều này theo lịch, không phải khi xét một thay
đổi.

Vì sao: Mục này để đôn đốc. Quá hạn là tình hình thật của công việc, không
phải lỗi của tệp, nên không bao giờ làm một báo cáo bị từ chối.

Cách sửa: Cơ quan chủ trì xong rồi thì báo state: done, kèm done_on và minh
chứng. Chưa xong thì báo in_progress, nói vướng gì. Được gia hạn thì đầu mối
tổng hợp ghi kind: extend vào decisions.yaml; số ngày đã quá vẫn giữ. Không
sửa ngày trong tasks.yaml. Lệnh plan190 overdue kể tất cả.

Sai: sửa hạn của nhiệm vụ trong tasks.yaml để hết quá hạn.
Đúng:
    # xem riêng một cơ quan
    plan190 gate --fail-on overdue --agency so-y-te
""",
    "P502": """P502 report-missing (lỗi)

Tìm thấy gì: Đã qua ngày cuối đúng hạn của một kỳ mà cơ quan phải báo cáo
chưa nộp, hoặc đã rút báo cáo kỳ ấy. Do lệnh plan190 gate báo.

Vì sao: Mục III.1 giao báo cáo trước ngày 15 hàng tháng. Thiếu báo cáo thì
không biết công việc đến đâu. Đây là việc để đôn đốc, không bao giờ làm một
thay đổi bị từ chối.

Cách sửa: Nộp tệp updates/<mã cơ quan>/<năm-tháng>.yaml của kỳ ấy. Nộp muộn
vẫn được nhận, ghi là muộn. Trên trang web: vào thư mục của cơ quan trong
data/updates, bấm Add file, dán báo cáo, đặt đúng tên. reported_on là ngày
gửi thật. Báo cáo đã rút thì không nộp lại vào kỳ đã đóng được: nói điều
đúng ở kỳ đang mở. Lệnh plan190 reports --missing kể tất cả.

Sai:
    # nộp ngày 20/8/2023, ghi lùi
    reported_on: 2023-08-14
Đúng:
    # nộp ngày 20/8/2023
    reported_on: 2023-08-20
""",
    "P503": """P503 due-soon (lỗi)

Tìm thấy gì: Một nhiệm vụ chưa xong mà ngày cuối đúng hạn còn không quá số
ngày hỏi ở --within. Do lệnh plan190 gate báo, và chỉ khi có --within.

Vì sao: Nhắc trước hạn thì còn kịp. Đây chưa phải là chậm, và không bao giờ
làm một thay đổi bị từ chối.

Cách sửa: Nhắc cơ quan chủ trì. Xong rồi thì báo state: done kèm minh chứng.
Thấy có thể chậm thì báo at_risk trước ngày hạn, nói vì sao và ngày dự kiến
xong: mục II.2.2 yêu cầu như vậy, và báo sau ngày hạn thì không còn là kịp
thời.

Sai: đợi qua hạn rồi mới báo là chậm.
Đúng:
    - task: 63
      state: in_progress
      at_risk:
        reason: Chưa thống nhất được quy trình liên thông.
        expected_on: 2023-10-20
""",
    "P504": """P504 report-stale (lỗi)

Tìm thấy gì: Một nhiệm vụ làm thường xuyên, hoặc đã xong mà còn phải duy
trì, mà kỳ mới nhất, hay mấy kỳ liền đến nay, cơ quan không báo cáo. Do lệnh
plan190 gate báo.

Vì sao: Việc thường xuyên không có ngày hạn, nên chỉ báo cáo hằng kỳ cho
biết nó còn được làm. Không nói gì thì không biết là không có gì mới hay là
đã bỏ. Đây là việc để đôn đốc, không bao giờ làm một thay đổi bị từ chối.

Cách sửa: Ở báo cáo kỳ này, thêm một mục cho nhiệm vụ ấy: in_progress và
summary kể việc đã làm; không có gì mới thì unchanged. Kỳ đã bỏ thì vẫn là
bỏ, không nộp bù bằng cách sửa báo cáo cũ. Lệnh plan190 recurring kể các
việc thường xuyên.

Sai:
    updates:
      - task: 62
        state: in_progress
Đúng:
    updates:
      - task: 62
        state: in_progress
      - task: 35
        state: unchanged
""",
    "P505": """P505 claim-unaccepted (lỗi)

Tìm thấy gì: Cơ quan đã báo một nhiệm vụ hoàn thành (done) mà chưa ai xác
nhận hoặc trả lại. Do lệnh plan190 gate báo.

Vì sao: done là lời của cơ quan. Chưa xác nhận thì số việc hoàn thành chưa
chắc. Đây là việc của đầu mối tổng hợp, không phải lỗi của cơ quan, và không
bao giờ làm một thay đổi bị từ chối.

Cách sửa: Đầu mối tổng hợp xem minh chứng rồi thêm một mục vào cuối
decisions.yaml: accept là xác nhận, return là trả lại kèm why. Lời báo đã
xác nhận mà sau đó cơ quan sửa bằng corrections thì phải xác nhận lại. Lệnh
plan190 claims kể tất cả.

Sai: sửa báo cáo của cơ quan để bỏ chữ done.
Đúng:
    - id: chap-nhan-33-so-y-te
      kind: accept
      date: 2023-08-16
      by: cong-an-tinh
      tasks: [33]
      agencies: [so-y-te]
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
    "P604": """P604 same-words-as-last-month (lưu ý)

Tìm thấy gì: summary của một nhiệm vụ giống hệt kỳ ngay trước (không kể dấu,
chữ hoa và dấu câu).

Vì sao: Có thể đúng là không có gì mới. Nhưng cũng có thể là chép tệp kỳ
trước sang rồi quên sửa, và việc đã làm trong kỳ không được báo cáo. plan190
chỉ nhắc, không coi là lỗi.

Cách sửa: Nếu có việc mới thì viết lại summary, kể việc của kỳ này. Nếu
không có gì mới thì ghi state: unchanged và bỏ summary: như thế là đã báo
cáo, khác với bỏ trống.

Sai:
    # kỳ trước đã ghi đúng câu này
    - task: 35
      state: in_progress
      summary: Đã làm sạch dữ liệu tiêm chủng của 8 huyện, thị xã.
Đúng:
    - task: 35
      state: unchanged
""",
    "P901": """P901 waiver-unused (cảnh báo)

Tìm thấy gì: Một mục của waivers.yaml còn hạn mà không miễn cho điều gì:
điều ấy đã được sửa, hoặc agency, task, period, file không khớp với điều
nào.

Vì sao: Mục để lại sẽ lặng lẽ cho qua một lỗi khác về sau, khi không còn ai
nhớ vì sao.

Cách sửa: Điều ấy đã sửa rồi thì xóa mục. Còn mà mục không trúng thì sửa cho
khớp: file viết từ thư mục dữ liệu, như updates/so-y-te/2023-08.yaml; period
là kỳ của báo cáo có lỗi. waivers.yaml chỉ do đầu mối tổng hợp sửa. Ghi thừa
cũng không cản việc gì.

Sai:
    # báo cáo của Sở Y tế đã có evidence từ lâu
    - {code: P326, agency: so-y-te, task: 62, reason: Chờ văn bản.,
       by: cong-an-tinh, until: 2023-12-31}
Đúng:
    waivers: []
""",
    "P902": """P902 waiver-expired (cảnh báo)

Tìm thấy gì: Một mục của waivers.yaml đã qua ngày cuối (until). Từ hôm sau
ngày ấy nó không miễn cho gì nữa, và điều từng được miễn lại bị báo. Các
bảng vẫn tính như trước: điều miễn được không làm sai con số nào.

Vì sao: Miễn là tạm thời. Hết hạn thì phải có người xem lại: đã sửa được
chưa, còn lý do không.

Cách sửa: Hết lý do thì xóa mục và sửa điều bị báo. Còn lý do thì đặt until
mới và nói lại reason. waivers.yaml chỉ do đầu mối tổng hợp sửa.

Sai:
    # hôm nay là 1/10/2023
    - {code: P326, agency: so-y-te, task: 62, reason: Chờ văn bản.,
       by: cong-an-tinh, until: 2023-09-30}
Đúng:
    - {code: P326, agency: so-y-te, task: 62, reason: Văn bản đang trình ký.,
       by: cong-an-tinh, until: 2023-10-31}
""",
    "P904": """P904 waiver-not-allowed (lỗi)

Tìm thấy gì: Một mục của waivers.yaml miễn điều không miễn được, miễn một mã
không có, hoặc miễn cho tất cả: không có cả bốn khóa agency, task, period,
file.

Vì sao: Chỉ miễn được điều còn tùy người xét, như thiếu minh chứng có lý do.
Điều làm sai số liệu, hỏng tệp hay đổi lịch sử thì không, vì người đọc không
có cách nào biết. Miễn cho tất cả là bỏ hẳn một quy tắc.

Cách sửa: Xem các mã miễn được ở thông báo; mã không miễn được thì sửa chính
điều bị báo. Nói rõ miễn ở đâu, càng hẹp càng tốt.

Sai:
    - code: P326
      reason: Văn bản đang trình ký.
      by: cong-an-tinh
      until: 2023-10-31
Đúng:
    - code: P326
      agency: so-y-te
      task: 62
      period: 2023-08
      reason: Văn bản đang trình ký.
      by: cong-an-tinh
      until: 2023-10-31
""",
}
