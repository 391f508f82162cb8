import type { Progress } from './seed/index.ts'

/** The page shown while the synthetic nation is being made: no script, asks again each second. */
export function progressPage({ stage, done, total }: Progress): string {
  const percent = total > 0 ? Math.min(99, Math.floor((100 * done) / total)) : 0
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="1"><title>dean06 – đang chuẩn bị</title>
<style>
body{font:1.125rem/1.6 system-ui,sans-serif;color:#1d1d1b;background:#faf7f2;margin:0;display:grid;min-height:100vh;place-items:center}
main{max-width:32rem;padding:2rem}h1{font-size:1.6rem;line-height:1.3;margin:0 0 .5rem}
progress{width:100%;height:1rem;accent-color:#c8102e}p{margin:.5rem 0}.en{color:#5b5750}
</style></head><body><main>
<h1>Đang tạo dữ liệu thử nghiệm</h1>
<p>${stage.vi}… ${done.toLocaleString('vi-VN')} / ${total.toLocaleString('vi-VN')}</p>
<progress max="100" value="${percent}" aria-label="Tiến độ">${percent}%</progress>
<p class="en" lang="en">Making the synthetic nation: ${stage.en}. This page refreshes by itself.</p>
<p>Mọi người trong dữ liệu này đều không có thật.</p>
</main></body></html>`
}
