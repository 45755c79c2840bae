# ruff: noqa: E501 - one line for each phrase
"""Deadline phrases: the forms that are read, each with its rule, and phrases that must not be guessed."""

from __future__ import annotations

import time
from datetime import date

import pytest

from plan190.checks.rules.p311_deadline_differs_from_words import _as_yaml
from plan190.load.deadline_phrases import LONGEST, parse_deadline, reading_in

ISSUED_ON = date(2025, 5, 1)

READ = [
    # phrases of real plans, decisions and dispatches: the words, the rule, the condition
    ("Trước ngày 30/11/2025", "{kind: before, date: 2025-11-30}", ""),
    ("Thường xuyên", "{kind: recurring}", ""),
    ("Cả năm 2025", "{kind: year, year: 2025}", ""),
    ("Trong suốt tháng 5/2025", "{kind: month, month: 2025-05}", ""),
    ("Nhiệm vụ thường xuyên", "{kind: recurring}", ""),
    ("Thực hiện thường xuyên .", "{kind: recurring}", ""),
    ("Thường xuyên, hằng năm", "{kind: recurring, every: year}", ""),
    (
        "Thường xuyên, định kỳ hằng quý báo cáo về Sở Tài chính",
        "{kind: recurring, every: quarter}",
        "báo cáo về Sở Tài chính",
    ),
    ("Hằng năm", "{kind: recurring, every: year}", ""),
    ("hằng năm", "{kind: recurring, every: year}", ""),
    ("Tháng 12 hằng năm", "{kind: recurring, every: year, due: [{month: 12, day: 31, inclusive: true}]}", ""),
    (
        "Từ tháng 3 đến tháng 11 hằng năm.",
        "{kind: recurring, every: year, due: [{month: 11, day: 31, inclusive: true}]}",
        "Từ tháng 3",
    ),
    ("trước ngày 15 tháng 11 hằng năm", "{kind: recurring, every: year, due: [{month: 11, day: 15}]}", ""),
    ("Trước ngày 15/12 hàng năm", "{kind: recurring, every: year, due: [{month: 12, day: 15}]}", ""),
    ("định kỳ trước ngày 30 tháng 11 hàng năm", "{kind: recurring, every: year, due: [{month: 11, day: 30}]}", ""),
    ("Định kỳ hằng năm (trước ngày 15 tháng 12)", "{kind: recurring, every: year, due: [{month: 12, day: 15}]}", ""),
    (
        "trước ngày 01/6 và 15/11 hằng năm",
        "{kind: recurring, every: year, due: [{month: 6, day: 1}, {month: 11, day: 15}]}",
        "",
    ),
    ("định kỳ 6 tháng báo cáo kết quả", "{kind: recurring, every: half_year}", "báo cáo kết quả"),
    ("định kỳ hằng quý", "{kind: recurring, every: quarter}", ""),
    ("trước ngày 20 của tháng cuối quý", "{kind: recurring, every: quarter, due: [{month: 3, day: 20}]}", ""),
    ("trước ngày 15 hằng tháng", "{kind: recurring, every: month, due: [{month: 1, day: 15}]}", ""),
    ("Trước ngày 18 hàng tháng", "{kind: recurring, every: month, due: [{month: 1, day: 18}]}", ""),
    ("Định kỳ hàng tuần", "{kind: recurring, every: week}", ""),
    (
        "Các Trung tâm y tế giám sát tuyến xã và báo cáo hằng ngày",
        "{kind: recurring, every: day}",
        "Các Trung tâm y tế giám sát tuyến xã và báo cáo",
    ),
    (
        "trước ngày 25 tháng 01 hàng năm hoặc theo yêu cầu của Ủy ban nhân dân tỉnh",
        "{kind: recurring, every: year, due: [{month: 1, day: 25}]}",
        "hoặc theo yêu cầu của Ủy ban nhân dân tỉnh",
    ),
    (
        "trước ngày 03 của tháng tiếp theo sau tháng cuối cùng của kỳ báo cáo",
        "{kind: recurring, every: month, due: [{month: 2, day: 3}]}",
        "",
    ),
    (
        "Trước ngày 15 tháng 12 của năm trước liền kề với năm thực hiện",
        "{kind: recurring, every: year, due: [{month: 0, day: 15}]}",
        "",
    ),
    ("2025", "{kind: year, year: 2025}", ""),
    ("2030", "{kind: year, year: 2030}", ""),
    ("Năm 2025", "{kind: year, year: 2025}", ""),
    ("Trong năm 2023", "{kind: year, year: 2023}", ""),
    ("Hoàn thành trong năm 2025", "{kind: year, year: 2025}", ""),
    ("Đến hết năm 2026", "{kind: year, year: 2026}", ""),
    ("2025 và những năm tiếp theo", "{kind: recurring, since: 2025-01}", ""),
    ("Năm 2026 và các năm tiếp theo.", "{kind: recurring, since: 2026-01}", ""),
    ("Giai đoạn 2026-2030 và những năm tiếp theo.", "{kind: recurring, since: 2026-01}", ""),
    ("2025 - 2026", "{kind: year, year: 2026, since: 2025-01-01}", ""),
    ("2026 - 2030", "{kind: year, year: 2030, since: 2026-01-01}", ""),
    ("Năm 2025 - 2026", "{kind: year, year: 2026, since: 2025-01-01}", ""),
    ("năm 2026 - 2027.", "{kind: year, year: 2027, since: 2026-01-01}", ""),
    ("Từ năm 2025 đến hết năm 2030.", "{kind: year, year: 2030, since: 2025-01-01}", ""),
    ("Quý IV/2025", "{kind: quarter, quarter: 2025-Q4}", ""),
    ("Quý II/2027", "{kind: quarter, quarter: 2027-Q2}", ""),
    ("Quý III Năm 2026", "{kind: quarter, quarter: 2026-Q3}", ""),
    ("hoàn thành trong quý III năm 2025", "{kind: quarter, quarter: 2025-Q3}", ""),
    ("trước quý 2/2025", "{kind: by, date: 2025-03-31}", ""),
    ("Quý IV/2025- Quý II/2026", "{kind: quarter, quarter: 2026-Q2, since: 2025-10-01}", ""),
    ("Từ tháng 12/2025 đến quý I/2026.", "{kind: quarter, quarter: 2026-Q1, since: 2025-12-01}", ""),
    ("6/2025", "{kind: month, month: 2025-06}", ""),
    ("12/2025", "{kind: month, month: 2025-12}", ""),
    ("Tháng 5/2025", "{kind: month, month: 2025-05}", ""),
    ("trong tháng 12/2025", "{kind: month, month: 2025-12}", ""),
    ("trong tháng 01 năm 2025", "{kind: month, month: 2025-01}", ""),
    ("Tháng 11 - 12/2025.", "{kind: month, month: 2025-12, since: 2025-11-01}", ""),
    (
        "Từ tháng 11/2025 đến khi kết thúc Tổng kiểm kê.",
        '{kind: recurring, since: 2025-11, until: "kết thúc Tổng kiểm kê"}',
        "",
    ),
    ("Từ tháng 11/2025 và hoàn thành trong năm 2027.", "{kind: year, year: 2027, since: 2025-11-01}", ""),
    ("cuối tháng 5/2025", "{kind: by, date: 2025-05-31}", ""),
    ("Trước ngày 15/11/2025.", "{kind: before, date: 2025-11-15}", ""),
    ("trước ngày 30/6/2025.", "{kind: before, date: 2025-06-30}", ""),
    ("hoàn thành trước ngày 10 tháng 12 năm 2025", "{kind: before, date: 2025-12-10}", ""),
    ("trước ngày 31 tháng 12 năm 2026.", "{kind: before, date: 2026-12-31}", ""),
    ("trước ngày 28/5", "{kind: before, date: 2025-05-28}", ""),
    ("chậm nhất ngày 10 tháng 12 năm 2025", "{kind: by, date: 2025-12-10}", ""),
    ("hoàn thành chậm nhất ngày 01/02/2026", "{kind: by, date: 2026-02-01}", ""),
    ("Chậm nhất là 17 giờ 00 ngày 30/01/2026", "{kind: by, date: 2026-01-30}", "17 giờ 00"),
    ("15/11/2025.", "{kind: by, date: 2025-11-15}", ""),
    ("Từ ngày 01/01/2026 đến ngày 31/3/2026.", "{kind: by, date: 2026-03-31, since: 2026-01-01}", ""),
    ("Từ nay đến ngày 19 tháng 12 năm 2025", "{kind: by, date: 2025-12-19}", ""),
    (
        "trong thời hạn 10 ngày kể từ ngày nhận Kế hoạch này",
        '{kind: relative, days: 10, event: "nhận Kế hoạch này"}',
        "",
    ),
    (
        "Trong thời gian 15 ngày làm việc kể từ ngày nhận đầy đủ báo cáo, kết quả xác định, phân định của các địa phương.",
        '{kind: relative, working_days: 15, event: "nhận đầy đủ báo cáo, kết quả xác định, phân định của các địa phương"}',
        "",
    ),
    ("ngay sau khi kết thúc hội nghị", '{kind: after_event, event: "kết thúc hội nghị"}', "ngay"),
    (
        "Within 90 days of the publication date of this policy",
        '{kind: relative, days: 90, event: "the publication date of this policy", from_issue: true}',
        "",
    ),
    (
        "within 180 days of the issuance of this memorandum",
        '{kind: relative, days: 180, event: "the issuance of this memorandum", from_issue: true}',
        "",
    ),
    ("Sau khi có Quy chế của TW", '{kind: after_event, event: "có Quy chế của TW"}', ""),
    (
        "Sau khi Nghị định quy định chi tiết thi hành một số điều của Luật Tiêu chuẩn và quy chuẩn kỹ thuật được ban hành.",
        '{kind: after_event, event: "Nghị định quy định chi tiết thi hành một số điều của Luật Tiêu chuẩn và quy chuẩn kỹ thuật được ban hành"}',
        "",
    ),
    ("Khi có phát sinh.", "{kind: on_demand}", ""),
    (
        "Tháng 11/2025 (sau khi Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh ban hành Hướng dẫn).",
        "{kind: month, month: 2025-11}",
        "sau khi Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh ban hành Hướng dẫn",
    ),
    (
        "Dự kiến ngày 05/12/2025 (Chậm nhất ngày 10/12/2025 - 95 ngày trước bầu cử).",
        "{kind: by, date: 2025-12-10}",
        "Dự kiến ngày 05/12/2025; 95 ngày trước bầu cử",
    ),
    ("Theo Kế hoạch riêng", '{kind: outside_schedule, schedule: "Kế hoạch riêng"}', ""),
    (
        "Theo tiến độ xây dựng dự thảo văn bản của cơ quan chủ trì soạn thảo.",
        '{kind: outside_schedule, schedule: "tiến độ xây dựng dự thảo văn bản của cơ quan chủ trì soạn thảo"}',
        "",
    ),
    (
        "Theo kế hoạch công tác tư pháp hàng năm.",
        '{kind: outside_schedule, schedule: "kế hoạch công tác tư pháp hàng năm"}',
        "",
    ),
    (
        "Triển khai đảm bảo theo lộ trình, hướng dẫn của Bộ, ngành.",
        '{kind: outside_schedule, schedule: "lộ trình, hướng dẫn của Bộ, ngành"}',
        "",
    ),
    ("định kỳ hằng năm hoặc đột xuất theo yêu cầu", "{kind: recurring, every: year}", "hoặc đột xuất theo yêu cầu"),
    (
        "Trong tháng 9/2025 đối với dữ liệu của UBKT Trung ương, đối với UBKT cấp tỉnh và cấp xã sẽ triển khai khi hạ tầng kết nối đáp ứng.",
        '{kind: split, parts: [{words: "Trong tháng 9/2025 đối với dữ liệu của UBKT Trung ương", rule: {kind: month, month: 2025-09}}, {words: "đối với UBKT cấp tỉnh và cấp xã sẽ triển khai khi hạ tầng kết nối đáp ứng", rule: {kind: after_event, event: "hạ tầng kết nối đáp ứng"}}]}',
        "",
    ),
    (
        "2020 - 2026 (cơ bản hoàn thành trong năm 2025)",
        "{kind: year, year: 2026, since: 2020-01-01}",
        "cơ bản hoàn thành trong năm 2025",
    ),
    ("Thực hiện cơ bản hoàn thành trong năm 2025", "{kind: year, year: 2025}", "cơ bản hoàn thành"),
    ("", "{kind: none}", ""),
    ("by December 2022", "{kind: month, month: 2022-12}", ""),
    ("no later than December 15, 2019", "{kind: by, date: 2019-12-15}", ""),
    ("trước ngày 15 tháng 12 năm 2025", "{kind: before, date: 2025-12-15}", ""),
    ("Hoàn thành trước ngày 05/12/2025", "{kind: before, date: 2025-12-05}", ""),
    ("xong trước ngày 12/02/2026", "{kind: before, date: 2026-02-12}", ""),
    (
        "Theo lộ trình được giao tại Kế hoạch số 02-KH/BCĐTW",
        '{kind: outside_schedule, schedule: "lộ trình được giao tại Kế hoạch số 02-KH/BCĐTW"}',
        "",
    ),
    # of Plan 190
    ("Trong tháng 6/2023", "{kind: month, month: 2023-06}", ""),
    ("Hoàn thành trong tháng 6/2023", "{kind: month, month: 2023-06}", ""),
    ("Từ tháng 5/2023 và thực hiện thường xuyên", "{kind: recurring, since: 2023-05}", ""),
    ("Trước 30/6/2023", "{kind: before, date: 2023-06-30}", ""),
    ("trước ngày 05/6/2023", "{kind: before, date: 2023-06-05}", ""),  # 5 June, never 6 May
    (
        "Hoàn thành nhập dữ liệu hộ tịch đang có từ sổ hộ tịch tại 3 cấp tỉnh, huyện, xã trước ngày 15/7/2023",
        "{kind: before, date: 2023-07-15}",
        "",
    ),
    (
        "Hoàn thành trước ngày 30/6/2023 và duy trì thực hiện thường xuyên",
        "{kind: milestone, date: 2023-06-30}",
        "",
    ),
    (
        "Triển khai tại 100% cơ sở giáo dục xong trước 15/6/2023; duy trì thực hiện thường xuyên",
        "{kind: milestone, date: 2023-06-15, target: 100}",
        "",
    ),
    (
        "Triển khai tại 100% cơ sở khám bệnh, chữa bệnh; duy trì thực hiện thường xuyên",
        "{kind: target, target: 100}",
        "",
    ),
    (
        "(thực hiện sau khi có hướng dẫn của Bộ Thông tin và Truyền thông).",
        '{kind: after_event, event: "có hướng dẫn của Bộ Thông tin và Truyền thông"}',
        "",
    ),
    (
        "Theo tiến độ của Nghị quyết số 50/NQ-CP ngày 08/4/2022 và Nghị định số 107/2021/NĐ-CP ngày 06/12/2021",
        '{kind: outside_schedule, schedule: "tiến độ của Nghị quyết số 50/NQ-CP ngày 08/4/2022 và Nghị định số 107/2021/NĐ-CP ngày 06/12/2021"}',
        "",
    ),
    # other forms
    ("QUÝ I NĂM 2026", "{kind: quarter, quarter: 2026-Q1}", ""),
    ("Quý III–IV/2025", "{kind: quarter, quarter: 2025-Q4, since: 2025-07-01}", ""),
    ("Hoàn thành trong 6 tháng đầu năm 2026", "{kind: half_year, half_year: 2026-H1}", ""),
    ("Giữa tháng 7/2025", "{kind: by, date: 2025-07-15}", ""),
    ("Đầu năm 2026", "{kind: by, date: 2026-01-01}", ""),
    ("Giữa năm 2026", "{kind: by, date: 2026-06-30}", ""),
    ("Từ nay đến cuối năm 2025", "{kind: by, date: 2025-12-31}", ""),
    ("Từ 15/6 đến 30/6/2025", "{kind: by, date: 2025-06-30, since: 2025-06-15}", ""),
    ("Ngày 25 hàng tháng", "{kind: recurring, every: month, due: [{month: 1, day: 25, inclusive: true}]}", ""),
    ("Trước ngày 05 của tháng đầu quý sau", "{kind: recurring, every: quarter, due: [{month: 4, day: 5}]}", ""),
    ("Định kì hàng quí", "{kind: recurring, every: quarter}", ""),
    (
        "Trong vòng 30 ngày kể từ ngày ban hành Kế hoạch này",
        '{kind: relative, days: 30, event: "ban hành Kế hoạch này", from_issue: true}',
        "",
    ),
    ("trước 10h00 ngày 20/6/2025", "{kind: by, date: 2025-06-20}", "trước 10h00"),
    ("Within 6 months of Royal Assent", '{kind: relative, months: 6, event: "Royal Assent"}', ""),
    ("By 31 March 2026", "{kind: by, date: 2026-03-31}", ""),
    ("before 31 March 2026", "{kind: before, date: 2026-03-31}", ""),
    ("December 2025 – March 2026", "{kind: month, month: 2026-03, since: 2025-12-01}", ""),
    ("End of Q1 2026", "{kind: quarter, quarter: 2026-Q1}", ""),
    ("Ongoing", "{kind: recurring}", ""),
    ("As required", "{kind: on_demand}", ""),
    ("Upon request", "{kind: on_demand}", ""),
    ("Trong 02 tháng kể từ ngày ký hợp đồng", '{kind: relative, months: 2, event: "ký hợp đồng"}', ""),
    ("Mỗi tháng 1 lần", "{kind: recurring, every: month}", ""),
    ("01/01/2025-31/12/2025", "{kind: by, date: 2025-12-31, since: 2025-01-01}", ""),
    ("Từ tháng 7 đến hết năm 2025", "{kind: year, year: 2025, since: 2025-07-01}", ""),
    (
        "Chậm nhất 25 (hai mươi lăm) ngày kể từ ngày ký hợp đồng",
        '{kind: relative, days: 25, event: "ký hợp đồng"}',
        "",
    ),
    ("Second half of 2026", "{kind: half_year, half_year: 2026-H2}", ""),
    (
        "Within 60 business days following approval of the budget",
        '{kind: relative, working_days: 60, event: "approval of the budget"}',
        "",
    ),
    (
        "Cấp tỉnh: tháng 6/2025; cấp xã: tháng 9/2025",
        '{kind: split, parts: [{words: "Cấp tỉnh: tháng 6/2025", rule: {kind: month, month: 2025-06}}, {words: "cấp xã: tháng 9/2025", rule: {kind: month, month: 2025-09}}]}',
        "",
    ),
    (
        "31/12/2025 (đối với cấp tỉnh), 30/6/2026 (cấp xã)",
        '{kind: split, parts: [{words: "31/12/2025 (đối với cấp tỉnh)", rule: {kind: by, date: 2025-12-31}}, {words: "30/6/2026 (cấp xã)", rule: {kind: by, date: 2026-06-30}}]}',
        "",
    ),
    ("Chậm nhất trước ngày 31/12/2025", "{kind: before, date: 2025-12-31}", ""),
    ("Trước ngày 30/6/2025./.", "{kind: before, date: 2025-06-30}", ""),
    ("T12/2025", "{kind: month, month: 2025-12}", ""),
    ("Quý II, III/2025", "{kind: quarter, quarter: 2025-Q3, since: 2025-04-01}", ""),
    ("Trong tháng 9 và tháng 10/2025", "{kind: month, month: 2025-10, since: 2025-09-01}", ""),
    ("Tổ chức trong quý III/2025", "{kind: quarter, quarter: 2025-Q3}", ""),
    ("Triển khai từ quý III/2025", "{kind: recurring, since: 2025-07}", ""),
    (
        "Tháng 6, tháng 12 hằng năm",
        "{kind: recurring, every: year, due: [{month: 6, day: 31, inclusive: true}, {month: 12, day: 31, inclusive: true}]}",
        "",
    ),
    ("6 tháng/lần", "{kind: recurring, every: half_year}", ""),
    ("Ngay khi có hướng dẫn của Bộ", '{kind: after_event, event: "có hướng dẫn của Bộ"}', "ngay"),
    ("Theo hướng dẫn của Bộ", '{kind: outside_schedule, schedule: "hướng dẫn của Bộ"}', ""),
    ("Theo kế hoạch hằng năm", '{kind: outside_schedule, schedule: "kế hoạch hằng năm"}', ""),
    ("Theo kế hoạch kiểm tra hằng năm", '{kind: outside_schedule, schedule: "kế hoạch kiểm tra hằng năm"}', ""),
    (
        "Within 180 days of the date of this order",
        '{kind: relative, days: 180, event: "the date of this order", from_issue: true}',
        "",
    ),
    (
        "Not later than 90 days after the date of enactment of this Act",
        '{kind: relative, days: 90, event: "the date of enactment of this Act"}',
        "",
    ),
    ("31-Mar-2026", "{kind: by, date: 2026-03-31}", ""),
    ("2026\u201109\u201130", "{kind: by, date: 2026-09-30}", ""),
    ("2025-Q4", "{kind: quarter, quarter: 2025-Q4}", ""),
    ("By end-2026", "{kind: year, year: 2026}", ""),
    ("From June 2025", "{kind: recurring, since: 2025-06}", ""),
    ("On-going", "{kind: recurring}", ""),
    ("Semiannual", "{kind: recurring, every: half_year}", ""),
    ("March each year", "{kind: recurring, every: year, due: [{month: 3, day: 31, inclusive: true}]}", ""),
    ("Monthly, by the 5th", "{kind: recurring, every: month, due: [{month: 1, day: 5, inclusive: true}]}", ""),
    ("Tháng 4-6 năm 2026", "{kind: month, month: 2026-06, since: 2026-04-01}", ""),
    ("Tháng 7, 8 năm 2026", "{kind: month, month: 2026-08, since: 2026-07-01}", ""),
    ("Quý II, III năm 2025", "{kind: quarter, quarter: 2025-Q3, since: 2025-04-01}", ""),
    ("Tháng 12/2025 và tháng 01/2026", "{kind: month, month: 2026-01, since: 2025-12-01}", ""),
    ("Năm 2025, 2026", "{kind: year, year: 2026, since: 2025-01-01}", ""),
    ("Chậm nhất là trong tháng 6/2025", "{kind: month, month: 2025-06}", ""),
    ("Cả năm 2025", "{kind: year, year: 2025}", ""),
    ("- Ngay trong tháng 6 / 2025.", "{kind: month, month: 2025-06}", ""),
    ("Trước ngày 10/01 năm 2026", "{kind: before, date: 2026-01-10}", ""),
    ("Kể từ ngày 01/7/2025 đến ngày 31/12/2025", "{kind: by, date: 2025-12-31, since: 2025-07-01}", ""),
    ("Hoàn thành rà soát trên địa bàn tỉnh trước ngày 30/6/2025", "{kind: before, date: 2025-06-30}", ""),
    ("Hoàn thành phần mềm trên toàn tỉnh trong quý III/2025", "{kind: quarter, quarter: 2025-Q3}", ""),
    (
        "Tháng 6/2025 đối với các phòng chuyên môn; tháng 9/2025 đối với các địa phương",
        '{kind: split, parts: [{words: "Tháng 6/2025 đối với các phòng chuyên môn", rule: {kind: month, month: 2025-06}}, {words: "tháng 9/2025 đối với các địa phương", rule: {kind: month, month: 2025-09}}]}',
        "",
    ),
    ("Theo quy định của pháp luật", '{kind: outside_schedule, schedule: "quy định của pháp luật"}', ""),
    ("Thực hiện khi cần thiết", "{kind: on_demand}", ""),
    (
        "Các sở, ban, ngành: tháng 6/2025; Bộ Nội vụ: tháng 9/2025",
        '{kind: split, parts: [{words: "Các sở, ban, ngành: tháng 6/2025", rule: {kind: month, month: 2025-06}}, {words: "Bộ Nội vụ: tháng 9/2025", rule: {kind: month, month: 2025-09}}]}',
        "",
    ),
    ("Q2 - Q4 2025", "{kind: quarter, quarter: 2025-Q4, since: 2025-04-01}", ""),
    ("By 30 June 2025 (subject to funding)", "{kind: by, date: 2025-06-30}", "subject to funding"),
    ("April 2025 - ongoing", "{kind: recurring, since: 2025-04}", ""),
    ("Ongoing from July 2025", "{kind: recurring, since: 2025-07}", ""),
    ("As per the project schedule", '{kind: outside_schedule, schedule: "the project schedule"}', ""),
]

UNREAD = [
    # of real plans: the model has no kind for them, or only a guess would help
    "xong trước tuần 4 tháng 01 năm 2026",
    "trong 24-48 giờ sau khi nước rút",
    "every two years thereafter until 2036",
    "Ottobre 2020",
    "Dự kiến tháng 11/2025 (sau khi Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh ban hành Hướng dẫn).",
    "Trước ngày 15 tháng 8 năm cuối đối với chương trình khắc phục hậu quả bom mìn; trước ngày 15 tháng 8 hàng năm đối với kế hoạch",
    "Da gennaio 2021",
    "1 year",
    "Immediate",
    "fall in 2023, 2025 or are ongoing",
    # near misses
    "Sớm",
    "Tháng 6",
    "Tháng 13/2023",
    "Trước 30/2/2023",
    "Không trước 30/6/2023",
    "Trước ngày 15/7/2023 hoặc 1/8/2023",
    "Sau khi có hướng dẫn, xong trước 30/6/2023",
    "Theo tiến độ, xong trước 30/6/2023",
    "Triển khai tại 100% cơ sở; duy trì thực hiện thường xuyên trước 1/1/2024",
    "Thực hiện thường xuyên, riêng tháng 6/2023",
    "Tháng 6/2023\n",
    "Triển khai tại 100% cơ sở trong tháng 6/2023 và duy trì thực hiện thường xuyên",
    "Triển khai tại 100% cơ sở, chậm nhất 30.6.2023; duy trì thực hiện thường xuyên",
    "Hoàn thành chậm nhất 10 ngày trước ngày 30/6/2023",
    "Triển khai tại 99,5% cơ sở xong trước 30/6/2023 và duy trì thực hiện thường xuyên",
    "Sau khi có hướng dẫn, hoàn thành trong tháng 6/2023",
    "Sau khi có hướng dẫn, xong ngày 30 tháng 6 năm 2023",
    "Sau khi có hướng dẫn của Bộ, hoàn thành trong quý III/2023",
    "Theo lộ trình, chậm nhất 30/6/2023",
    "Theo tiến độ, hoàn thành trong tháng 6/2023",
    "Dự kiến quý IV/2025",
    "Khoảng tháng 9/2025",
    "Năm học 2025-2026",
    "Nhiệm kỳ 2025-2030",
    "2025/26",
    "24/7",
    "28/5",
    "trước ngày 28/2",  # before the plan was issued
    "Trước ngày 10/6 (6 tháng) và 10/12 (năm) hằng năm",
    "Báo cáo định kỳ hằng tháng, quý, năm",
    "Sau 10 ngày kể từ ngày ban hành Kế hoạch",
    "Chậm nhất 15 ngày trước ngày bầu cử",
    "Thứ Sáu hằng tuần",
    "Trước ngày 30/06/2025 (giai đoạn 1), 31/12/2025 (giai đoạn 2)",
    "Giai đoạn 1: 2025; giai đoạn 2: 2026-2030",
    "Hoàn thành 50% trong năm 2025, 100% trong năm 2026",
    "Khởi công trước ngày 19/8/2025",
    "Đến năm 2030, tầm nhìn đến năm 2045",
    "Sau năm 2025",
    "Không sớm hơn ngày 01/7/2025",
    "Đầu quý IV/2025",
    "Đã hoàn thành trong tháng 5/2025",
    "Q2 FY2026",
    "Mid-2026",
    "Biannually",
    "Completed December 2024",
    "Đợt 1: tháng 3/2025; đợt 2: tháng 9/2025",
    "Start: Q1 2026; finish: Q4 2026",
    "Ngày 10 và 25 hằng tháng",
    "Năm 2025: 50%; năm 2026: 100%",
    "Trước kỳ họp HĐND tỉnh cuối năm 2025",
    "Theo lộ trình của Chính phủ (hoàn thành trước 31/12/2025)",
    "Tháng 8/2025 và thường xuyên",
    "Tối thiểu 01 lần/năm",
    "Trước ngày bầu cử 15 ngày",
    "Sau khi sáp nhập, trước ngày 01/7/2025",
    "By March 2026 at the latest",
    "Each financial year",
    "Báo cáo quý III/2025",  # may be the name of a product
    "ngày 15 đến tháng 6/2025",
    "Not before 1 July 2026",
    "After June 2025",
    "By June 2025 and annually thereafter",
    # only a part or the start of the work
    "Hoàn thành 50% khối lượng trước ngày 15/7/2026",
    "Hoàn thành tối thiểu 80% trong năm 2026",
    "Hoàn thành một phần trước ngày 15/7/2026",
    "Hoàn thành bước 1 trước ngày 15/7/2026",
    "Hoàn thành thủ tục khởi công trước ngày 30/6/2026",
    "Triển khai khởi công dự án trước 30/6/2026",
    "Triển khai thí điểm trước ngày 15/7/2026",
    "Hoàn thành hầu hết nhiệm vụ trước 30/6/2026",
    "Hoàn thành đa số nội dung trong năm 2026",
    "Hoàn thành hai phần ba khối lượng trước 30/6/2026",
    "Hoàn thành hai trong ba dự án trước 30/6/2026",
    "Hoàn thành gói thầu số 1 trước 30/6/2026",
    "Hoàn thành hạng mục A trước 30/6/2026",
    "Hoàn thành bản thảo trước 30/6/2026",
    "Hoàn thành báo cáo giữa kỳ trước 30/6/2026",
    "Hoàn thành gần 50 nhà trước 30/6/2026",
    "Hoàn thành được 30 xã trước 30/6/2026",
    "Hoàn thành hai lần trong năm 2026",
    "Hoàn thành nghiệm thu, tiếp tục bảo trì trước 30/6/2026",
    "Hoàn thành > 30 xã trước 30/6/2026",
    "Hoàn thành cho 5 xã đầu tiên trước 30/6/2026",
    "Hoàn thành phần móng trong quý II/2026",
    "Hoàn thành đợt thứ nhất trước 30/6/2026",
    "Hoàn thành nhiệm vụ a trước 30/6/2026",
    "Hoàn thành tại cấp tỉnh trước 30/6/2026",
    "Hoàn thành một phần trước 15/6/2026 và duy trì thực hiện thường xuyên",
    # not one percentage
    "Hoàn thành nâng tỷ lệ từ 70% lên 100% xong trước 15/6/2026; duy trì thực hiện thường xuyên",
    "Triển khai tại 100% xã và 50% thôn; duy trì thực hiện thường xuyên",
    "Triển khai tại 150% xã; duy trì thực hiện thường xuyên",
    # for each of several events, or after a day that is not named
    "Sau khi kết thúc từng đợt",
    "Trong 10 ngày kể từ ngày nhận từng hồ sơ",
    "Trong 10 ngày kể từ ngày kết thúc kỳ báo cáo",
    "Trong 10 ngày kể từ hôm nay",
    "Within 5 days of each incident",
    "After every audit",
    "Within 10 days of the end of the reporting period",
    "6 months from now",
    "Trong 3 tháng sau đó",
    "10 ngày từ đầu vụ",
    # how long, or how often
    "5 days of training",
    "Once a term",
    "Once a semester",
    # numbers that contradict each other or do not exist
    "Trong thời hạn 10 (mười lăm) ngày kể từ ngày nhận hồ sơ",
    "Trong thời hạn 10 (làm việc) ngày kể từ ngày nhận hồ sơ",
    "Trước 0h ngày 30/6/2026",
    "Trước 25h ngày 30/6/2026",
    # of two meanings
    "Theo yêu cầu tiến độ",
    "Theo yêu cầu tại Kế hoạch số 12/KH-UBND",
    "Giai đoạn I/2025 - II/2025",
    "Quý 2 - 4 năm 2025",
    "Trước ngày 01/5",  # the day of the plan
    "Quý I - năm 2026",
    "5-6/2026",  # May and June
    "Ngày 5-6/2026",
    "5/6-2026",
    "Dự kiến 31/12/2026 (chậm nhất 30/9/2026)",
    "Từ tháng 11 đến năm 2026",
    "Trước 6 tháng đầu năm 2026",
    "Quý 1-3/2025",  # the quarters, or until March
    "Quý II/2024-2025",  # until the end of 2025, or in each of the years
    "Tháng 6/2024 - 2025",
    "Tháng 9, tháng 11/2025",
    "Tháng 3 và tháng 4 hằng năm",
    "15/6 và trước 15/12 hằng năm",
    # with a condition
    "Hoàn thành hồ sơ nếu được phê duyệt trước 30/6/2026",
    "Hoàn thành việc mua sắm khi được cấp kinh phí trước 30/6/2026",
    "Hoàn thành 2 trong 5 dự án trước 30/6/2026",
    "Hoàn thành dự thảo trước 30/6/2026",
    "Within 30 days of receipt, whichever is later",
    "After approval, if funded",
    # with a second time
    "Theo tiến độ, 31-Dec-2025",
    "After approval, 31-Mar-26",
    "After approval 2025-Q3",
    "After approval, end of FY26",
    "Upon signature, Q2",
    "After consultation in spring",
    "Sau khi có hướng dẫn, hoàn thành dịp Tết",
    "Sau khi có kết luận, sáng thứ Hai",
    "Sau khi có hướng dẫn, trong hè",
    "Sau khi ban hành 15 hôm",
    "Sau khi có hướng dẫn, mùng 10 âm lịch",
    "Theo kế hoạch, cuối kỳ",
    "After approval, 48 hours",
    "After approval, june",
    "After approval, winter",
    # letters that look like others
    "Quý ııı/2025",
    "ſept 2025",
    "firſt half of 2025",
    # groups of work, not of bodies
    "Trước 30/6/2026 đối với báo cáo sơ kết; trước 31/12/2026 đối với báo cáo tổng kết",
    "Tỉnh lộ 1: quý II/2026; tỉnh lộ 2: quý III/2026",
    "Ban hành kế hoạch: tháng 6/2026; Ban chỉ đạo: tháng 12/2026",
    "Bộ tiêu chí: tháng 6/2026; Bộ dữ liệu: tháng 12/2026",
    "Trường hợp 1: tháng 6/2026; trường hợp 2: tháng 12/2026",
    "Cấp nước: tháng 6/2026; cấp điện: tháng 12/2026",
    "Bộ câu hỏi: tháng 6/2026; bộ đề: tháng 12/2026",
    "Xã nông thôn mới: năm 2026; huyện nông thôn mới: năm 2027",
    "Trước 30/6/2026 đối với dự thảo; trước 31/12/2026 đối với bản chính thức",
    "Quý II/2026 đối với gói thầu 1; quý III/2026 đối với gói thầu 2",
    "Trước 30/6/2026 đối với quy hoạch tỉnh; trước 31/12/2026 đối với quy hoạch xã",
    "Trước 30/6/2026 đối với phòng cháy; trước 31/12/2026 đối với phòng ngừa",
    "Tháng 6/2026 đối với thủ tục cấp tỉnh; tháng 9/2026 đối với thủ tục cấp xã",
]

ADDED = [
    "30/6/2026", "tháng 6/2026", "quý II/2026", "năm 2026", "2026", "hằng năm", "hằng quý", "6 tháng", "tuần", "giờ",
    "trước", "dự kiến", "khoảng", "không", "December 2026", "annually", "before", "within 5 days",
]  # fmt: skip
"""Dates, quarters and words that change the meaning of a phrase."""

SAME = {
    "trước ngày 01/6 và trước 15/11 hằng năm",
    "hằng quý trước ngày 20 của tháng cuối quý",
    "hằng quý Trước ngày 05 của tháng đầu quý sau",
    "before End of Q1 2026",
}
"""Longer phrases that mean the same."""


@pytest.mark.parametrize(("words", "rule", "condition"), READ)
def test_a_known_phrase_is_read(words: str, rule: str, condition: str) -> None:
    """Each phrase has its rule and condition."""
    reading = parse_deadline(words, ISSUED_ON)

    assert reading is not None
    assert (_as_yaml(reading.rule), reading.condition) == (rule, condition)


@pytest.mark.parametrize("words", UNREAD)
def test_an_unknown_phrase_is_not_guessed(words: str) -> None:
    """A phrase that is not understood completely has no rule; above all, no date in it is ever skipped."""
    assert parse_deadline(words, ISSUED_ON) is None


@pytest.mark.parametrize("words", [words for words, _, _ in READ if words])
def test_no_word_of_time_is_ignored(words: str) -> None:
    """A phrase with a second time or another word of time, in any place, is not read as the same."""
    parts, reading = words.split(), parse_deadline(words, ISSUED_ON)
    for position in range(len(parts) + 1):
        for added in ADDED:
            longer = " ".join((*parts[:position], added, *parts[position:]))
            if longer not in SAME:
                assert parse_deadline(longer, ISSUED_ON) != reading, longer


def test_the_reporting_period_is_that_of_the_plan() -> None:
    """Kỳ báo cáo is the plan's period; with several of them the phrase is not read."""
    words = "trước ngày 03 của tháng tiếp theo sau tháng cuối cùng của kỳ báo cáo"
    reading = parse_deadline(words, ISSUED_ON, ["quarter"])

    assert reading is not None
    assert _as_yaml(reading.rule) == "{kind: recurring, every: quarter, due: [{month: 4, day: 3}]}"
    assert parse_deadline(words, ISSUED_ON, ["month", "quarter"]) is None


def test_a_date_in_an_english_plan_has_one_meaning() -> None:
    """05/12/2025 is 5 December in a Vietnamese plan; in an English one it is not read."""
    assert parse_deadline("05/12/2025", ISSUED_ON) is not None
    assert parse_deadline("05/12/2025", ISSUED_ON, language="en") is None
    assert parse_deadline("25/12/2025", ISSUED_ON, language="en") is not None
    assert parse_deadline("by 6/12 each year", ISSUED_ON, language="en") is None
    assert parse_deadline("by 31/12 each year", ISSUED_ON, language="en") is not None


def test_a_day_without_a_year_in_a_plan_of_the_last_weeks_is_not_read() -> None:
    """A plan that is issued in December is about the next year; one of October still has its own."""
    assert parse_deadline("Trước 31/12", date(2025, 12, 20)) is None
    assert parse_deadline("Trước 31/12", date(2025, 10, 20)) is not None


@pytest.mark.parametrize(
    "piece", ["trước ", "hoàn thành a", "a ", "12/2025 ", "(", "sau khi a", "; đối với a", "số 1/A", "\u0301\u0316"]
)
def test_long_text_takes_no_time(piece: str) -> None:
    """A long phrase is refused, and one of the permitted length is read or refused at once."""
    begin = time.perf_counter()
    for length in (LONGEST, 100_000):
        parse_deadline((piece * length)[:length], ISSUED_ON)

    assert time.perf_counter() - begin < 1


def test_every_phrase_of_the_plan_is_read() -> None:
    """Every deadline of the real appendix has its rule."""
    from tests.conftest import real_register

    register = real_register()
    readings = [reading_in(register.plan, entry.value.deadline.words) for entry in register.tasks]

    assert [reading and reading.rule for reading in readings] == [entry.value.deadline.rule for entry in register.tasks]
