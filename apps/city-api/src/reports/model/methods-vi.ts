/**
 * Formulas of the catalogue's KPIs in the words of the report's annex: definitions have them in English, for who computes.
 * Symbols: n xe, L chiều dài đoạn, T thời gian quan trắc, v tốc độ, v_ff tốc độ tự do. A definition of one's own isn't here.
 */
const FORMULAS: Readonly<Record<string, string>> = {
  'MOB-01': 'số xe × 3600 / T; của địa bàn: tổng xe·km / tổng chiều dài, không cộng dọc tuyến',
  'MOB-02': 'số xe × hệ số quy đổi × 3600 / T; của địa bàn: tổng PCU·km / tổng chiều dài',
  'MOB-03': 'tổng (số xe × L)',
  'MOB-04': 'tổng xe·km / tổng xe·giờ',
  'MOB-05': 'xe·giờ trong giờ cao điểm / xe·giờ nếu đi với tốc độ tự do trong giờ cao điểm',
  'MOB-06':
    'phân vị 95 của thời gian đi lại các ngày / thời gian ở tốc độ tự do, từng đoạn, giờ cao điểm (từ 5 ngày hợp lệ); rồi lấy trọng số xe·km',
  'MOB-07':
    '(phân vị 95 − trung bình) / trung bình × 100 của thời gian đi lại các ngày, từng đoạn, giờ cao điểm (từ 5 ngày hợp lệ); rồi lấy trọng số xe·km',
  'MOB-08':
    'số giờ (theo từng 15 phút) có v < 0,9 × v_ff, từ 6 giờ đến 22 giờ ngày làm việc, trung bình các chiều; trọng số xe·km',
  'MOB-09': 'tổng phần dương của (xe·giờ − xe·km / v_ff) theo từng đoạn, chiều và 15 phút; chia xe·km × 1000',
  'MOB-10':
    'xe·km khi v ≤ 0,4 × v_ff hoặc lưu lượng vượt năng lực / tổng xe·km × 100, theo từng đoạn và 15 phút',
  'MOB-11':
    'lưu lượng 4 quý giờ liên tiếp lớn nhất trong ngày / (4 × quý giờ lớn nhất), từng trạm; của địa bàn: trung vị',
  'MOB-12': 'km đường chính có trạm đạt DAT-02 / km đường chính × 100',
  'MOB-13': 'số nút đèn thích ứng / số nút có đèn tín hiệu × 100',
  'MOB-14': 'xe·km của loại xe / tổng xe·km × 100',
  'MOB-15':
    'trung bình lưu lượng ngày theo AASHTO (từ 11 tháng, mỗi tháng từ 6 thứ trong tuần); của địa bàn: trọng số chiều dài',
  'MOB-16': 'tổng (chỗ đã dùng × thời gian) / tổng (sức chứa × thời gian) × 100',
  'MOB-17': 'số chỗ của bãi có thông tin thời gian thực đạt DAT-02 / số chỗ đỗ công cộng × 100',
  'ENV-01':
    'theo QĐ 1459: NowCast của PM10, PM2.5; trung bình 1 giờ của SO₂, CO, NO₂, O₃; lấy giá trị lớn nhất',
  'ENV-02':
    'theo QĐ 1459: trung bình 24 giờ của bụi; 1 giờ lớn nhất của SO₂, NO₂, CO; 1 giờ và 8 giờ lớn nhất của O₃',
  'ENV-03': 'số ngày-trạm hợp lệ có AQI ngày ≤ 100 / số ngày-trạm hợp lệ × 100',
  'ENV-04':
    'trạm: trung bình các trung bình ngày hợp lệ (18/24 giờ), đủ 75 % số ngày; địa bàn: trung bình mọi trạm như vậy',
  'ENV-05':
    'số kỳ-trạm có trung bình vượt giới hạn đang có hiệu lực, theo từng thông số và thời gian trung bình; chia số kỳ-trạm hợp lệ × 100',
  'ENV-06': 'số trạm đạt DAT-02 / diện tích',
  'ENV-07':
    'số kỳ-trạm (6–21 giờ hoặc 21–6 giờ trong ngày) có LAeq không vượt giới hạn đang có hiệu lực / số kỳ-trạm hợp lệ × 100',
  'ENV-08': '10·lg([12·10^(Ld/10) + 4·10^((Le+5)/10) + 8·10^((Ln+10)/10)] / 24)',
  'ENV-09': 'số ngày có một trạm của địa bàn đo được lượng mưa trên 50 mm; nhiệt độ từ 35 °C',
  'WTR-01': 'tổng thời gian mực nước đạt từ cấp báo động của trạm',
  'WTR-02': 'số lần mực nước lên qua báo động I, cách nhau từ một giờ',
  'WTR-03': 'km thoát nước được giám sát / tổng km × 100',
  'WST-01': 'số thùng có cảm biến đạt DAT-02 / số thùng × 100',
  'WST-02': 'thùng-giờ đầy từ 90 % / thùng-giờ quan trắc × 100',
  'WST-03': 'số lần thùng đầy từ 80 % được thu gom trong 24 giờ / số lần × 100',
  'NRG-01': 'điện năng của các tủ có khai báo chiều dài chiếu sáng / tổng chiều dài đó; không quy về năm',
  'NRG-02': 'đèn-giờ sáng / đèn-giờ theo lịch × 100; mất liên lạc tính là không sẵn sàng',
  'NRG-03': 'số đèn được quản lý từ xa / số đèn × 100',
  'NRG-04': 'tổng điện năng tiêu thụ / dân số trung bình',
  'SAF-01': 'số người chết trong 12 tháng đến tháng mới nhất của năm / dân số trung bình × 100.000',
  'SAF-02':
    'số vụ tai nạn / (tổng MOB-03 các tháng / tỷ lệ đường được quan trắc) × 10⁶; không có tỷ lệ thì không có giá trị',
  'SAF-03': 'số xe của các khoảng đo có tốc độ trung bình vượt giới hạn / số xe có tốc độ và giới hạn × 100',
  'DAT-01': 'thời gian thiết bị có số liệu cách nhau không quá 3 chu kỳ / thời gian hoạt động × 100',
  'DAT-02': 'số lần đo hợp lệ / số lần đo phải có × 100',
  'DAT-03': 'phân vị 95 của độ trễ từ lúc đo đến lúc nhận, theo phân bố gộp; tỷ lệ không quá 60 giây',
  'SOC-01': 'tốc độ tăng GRDP như đã công bố',
  'SOC-02': 'GRDP giá hiện hành / dân số trung bình; thiếu một trong hai thì lấy số đã công bố',
  'SOC-03':
    '((GRDP giá so sánh / lao động) / (như vậy của năm gốc))^(1/số năm) − 1; không có thì trung bình nhân của tốc độ tăng đã công bố',
  'SOC-04': 'chỉ số sản xuất công nghiệp so với cùng kỳ, như đã công bố',
  'SOC-05': 'vốn FDI đăng ký; năm không có số riêng là tổng 12 tháng, địa bàn là tổng các đơn vị trực thuộc',
  'SOC-06': 'dân số trung bình / diện tích',
  'SOC-07': 'tỷ trọng kinh tế số trong GRDP như đã công bố',
  'SOC-08': 'số hộ nghèo / số hộ × 100; không có thì lấy tỷ lệ đã công bố',
  'SOC-09': 'tỷ lệ đã công bố; không có thì của các đơn vị trực thuộc, trọng số dân số',
  'CRX-01': 'tổng MOB-03 các tháng (đường được quan trắc) / (GRDP giá so sánh × 1000)',
  'CRX-02':
    'tổng (dân số × PM2.5) / tổng dân số của các đơn vị có trung bình năm hợp lệ; mức đầy đủ là tỷ lệ dân số có số liệu',
  'CRX-03': 'tổng MOB-09 các tháng (đường được quan trắc) / dân số trung bình',
};

/** The formula in Vietnamese; a definition of one's own has its own words. */
export function formulaVi(id: string, version: number, formula: string): string {
  return version === 1 ? (FORMULAS[id] ?? formula) : formula;
}

/** `đề xuất của hệ thống, theo QCVN 05:2023/BTNMT` of "proposed catalogue §6.3 after QCVN 05:2023/BTNMT". */
export function methodSourceVi(source: string): string {
  const found = /^proposed catalogue §[\d.]+(?: after (.+))?$/.exec(source);
  if (found === null) return source;
  return found[1] === undefined ? 'đề xuất của hệ thống' : `đề xuất của hệ thống, theo ${found[1]}`;
}
