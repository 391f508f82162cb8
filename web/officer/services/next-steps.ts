import { text } from '../../kit/text.ts'

/** What the office waits for or does next, by the state of a dossier; the citizen reads his own sentence. */
export const nextSteps = text({
  'awaiting-approvals': {
    vi: 'Chờ những người liên quan trả lời. Ai không dùng ứng dụng thì ký giấy tại quầy.',
    en: 'Others are asked to agree. Whoever does not use the app signs on paper at the counter.',
  },
  submitted: {
    vi: 'Kiểm tra rồi tiếp nhận, yêu cầu bổ sung hoặc không tiếp nhận.',
    en: 'Check it, then accept it, ask for a supplement, or do not accept it.',
  },
  accepted: { vi: 'Thẩm tra rồi đề xuất quyết định.', en: 'Examine it, then propose a decision.' },
  processing: { vi: 'Thẩm tra rồi đề xuất quyết định.', en: 'Examine it, then propose a decision.' },
  'supplement-asked': {
    vi: 'Chờ công dân bổ sung; thời hạn đang tạm dừng.',
    en: 'The citizen is to supplement it; the clock stands still.',
  },
  'payment-asked': {
    vi: 'Chờ công dân nộp tiền; thời hạn đang tạm dừng.',
    en: 'The citizen is to pay the fee; the clock stands still.',
  },
  proposed: { vi: 'Lãnh đạo ký hoặc trả lại đề xuất.', en: 'The leader signs, or sends the proposal back.' },
  approved: {
    vi: 'Kết quả được ký số rồi trả cho công dân, không phải làm gì thêm.',
    en: 'The result is signed and handed to the citizen; nothing more to do.',
  },
  refused: { vi: 'Hồ sơ đã kết thúc.', en: 'The dossier is closed.' },
  rejected: { vi: 'Hồ sơ đã kết thúc.', en: 'The dossier is closed.' },
  returned: { vi: 'Hồ sơ đã kết thúc.', en: 'The dossier is closed.' },
  withdrawn: {
    vi: 'Công dân đã rút, hồ sơ đã kết thúc.',
    en: 'Withdrawn by the citizen; the dossier is closed.',
  },
  stopped: { vi: 'Hồ sơ đã dừng giải quyết.', en: 'The dossier was stopped.' },
})
