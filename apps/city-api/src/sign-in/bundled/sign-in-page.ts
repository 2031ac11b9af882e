/** The bundled issuer's form, without script. @param action path that it is sent to */
export function signInPage(action: string, isWrong: boolean): string {
  const wrong = isWrong
    ? '<p class="wrong" role="alert">Địa chỉ hoặc mã bí mật không đúng. Hãy thử lại sau ít giây.<br><span lang="en">Address or secret is not right. Try again in a few seconds.</span></p>'
    : '';
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Đăng nhập · Nhịp Phố</title><style>${STYLE}</style></head>
<body><main><h1>Nhịp Phố</h1><h2>Đăng nhập <small lang="en">Sign in</small></h2>${wrong}
<form method="post" action="${escape(action)}">
<label for="email">Thư điện tử <small lang="en">E-mail</small></label>
<input id="email" name="email" type="email" autocomplete="username" required autofocus>
<label for="secret">Mã bí mật <small lang="en">Secret</small></label>
<input id="secret" name="secret" type="password" autocomplete="current-password" required>
<button>Đăng nhập</button></form>
<p class="note">Mã bí mật do quản trị viên cấp. <span lang="en">The administrator hands out the secret.</span></p>
</main></body></html>`;
}

const STYLE = `:root{color-scheme:light dark;--paper:#f5f7f8;--card:#fff;--ink:#15212b;--muted:#5d6b78;--line:#e0e6ea;--teal:#0b6b6b;--bad:#b3261e}
@media (prefers-color-scheme:dark){:root{--paper:#0f161c;--card:#17212a;--ink:#e6edf2;--muted:#9fb0bd;--line:#2a3742;--teal:#4fb3b3;--bad:#f2a29c}}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--paper);color:var(--ink);font:16px/1.5 "Be Vietnam Pro",system-ui,sans-serif}
main{width:min(360px,calc(100vw - 32px));padding:24px;background:var(--card);border:1px solid var(--line);border-radius:12px}
h1{margin:0;color:var(--teal);font-size:20px}h2{margin:8px 0 16px;font-size:18px}small,.note{color:var(--muted);font-weight:400}
label{display:block;margin:12px 0 4px}input{box-sizing:border-box;width:100%;padding:10px;border:1px solid var(--muted);border-radius:8px;background:var(--paper);color:inherit;font:inherit}
button{width:100%;margin-top:20px;padding:10px;border:0;border-radius:8px;background:#0b6b6b;color:#fff;font:inherit;font-weight:600}.wrong{color:var(--bad)}.note{margin-bottom:0;font-size:14px}`;

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
