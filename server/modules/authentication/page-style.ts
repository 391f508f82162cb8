/** Styles of the sign-in pages: one sheet inside the page, no script, no font or picture to fetch. */
export const style = `
:root{--red:#c8102e;--red-deep:#a50d26;--gold:#f2c230;--ink:#1d1d1b;--soft:#5b5750;--line:#8d857a;--hair:#e6dfd4;--paper:#faf7f2}
*{box-sizing:border-box}
html{color-scheme:light;-webkit-text-size-adjust:100%}
body{margin:0;min-height:100vh;min-height:100svh;display:flex;flex-direction:column;background:var(--paper);color:var(--ink);
font:1.0625rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue",sans-serif}
a{color:var(--red-deep);text-underline-offset:.2em}
a:focus-visible,button:focus-visible,summary:focus-visible{outline:3px solid var(--ink);outline-offset:3px;border-radius:.4rem}
.sandbox{background:#fff3cf;border-bottom:1px solid #e4c766;font-size:.9375rem;padding:.55rem 1.25rem;text-align:center;line-height:1.4}
.sandbox a{font-weight:700;color:#5d4300}
.top{display:flex;align-items:center;gap:.75rem;padding:1rem 1.25rem;max-width:68rem;width:100%;margin:0 auto}
.top svg{flex:none;width:2.5rem;height:2.5rem}
.top strong{display:block;line-height:1.25;font-weight:700}
.top small{color:var(--soft);font-size:.875rem;line-height:1.3;display:block}
.top a{margin-left:auto;padding:.5rem .25rem;font-size:.9375rem;white-space:nowrap}
main{flex:1;width:100%;max-width:68rem;margin:0 auto;padding:.5rem 1.25rem 2.5rem;display:grid;gap:1.5rem;align-content:start}
.card{position:relative;overflow:hidden;background:#fff;border:1px solid var(--hair);border-radius:1rem;padding:1.75rem 1.25rem 1.35rem;
box-shadow:0 1px 2px rgba(60,40,20,.05),0 12px 32px -18px rgba(60,40,20,.28)}
.card::before{content:"";position:absolute;inset:0 0 auto;height:5px;background:linear-gradient(90deg,var(--red) 0 82%,var(--gold) 82%)}
h1{font-size:1.625rem;line-height:1.25;margin:0 0 .35rem;letter-spacing:-.01em;text-wrap:balance}
.lead{margin:0 0 1.25rem;color:var(--soft)}
.step{margin:0 0 .4rem;color:var(--red-deep);font-size:.9375rem;font-weight:700}
label{display:block;font-weight:700;margin:0 0 .35rem}
.hint{display:block;color:var(--soft);font-size:.9375rem;font-weight:400;margin:-.15rem 0 .4rem}
.field{margin:0 0 1.1rem}
input{width:100%;font:inherit;font-size:1.125rem;color:inherit;background:#fff;border:1.5px solid var(--line);border-radius:.65rem;
padding:.75rem .9rem;min-height:3.25rem}
input:focus{outline:2px solid var(--red);outline-offset:1px;border-color:var(--red)}
input[aria-invalid=true]{border-color:var(--red-deep);background:#fffafa}
.code{font-size:1.75rem;letter-spacing:.5em;text-indent:.25em;text-align:center;font-variant-numeric:tabular-nums;font-weight:700}
button{font:inherit;font-weight:700;cursor:pointer;border-radius:.65rem;min-height:3.25rem;padding:.7rem 1.2rem;border:1.5px solid transparent}
.primary{display:block;width:100%;text-align:center;text-decoration:none;border-radius:.65rem;padding:.8rem 1.2rem;font-weight:700;background:var(--red);color:#fff;font-size:1.125rem}
.primary:hover{background:var(--red-deep)}
.plain{background:transparent;color:var(--red-deep);border-color:transparent;min-height:2.75rem;padding:.45rem .5rem;font-weight:400;text-decoration:underline;text-underline-offset:.2em}
.row{display:flex;flex-wrap:wrap;gap:.25rem .75rem;justify-content:space-between;margin:.85rem -.5rem 0}
.row form{margin:0}
.row .plain{display:inline-flex;align-items:center}
[hidden]{display:none!important}
.key{display:flex;gap:.6rem;align-items:center;justify-content:center;width:100%;background:var(--red);color:#fff;font-size:1.125rem}
.key:hover{background:var(--red-deep)}.key:disabled{opacity:.6}
.key svg{width:1.5rem;height:1.5rem;flex:none}
.key+.hint{margin:.5rem 0 0;text-align:center}
.or{display:flex;align-items:center;gap:.9rem;margin:1.1rem 0;color:var(--soft);font-size:.9375rem}
.or::before,.or::after{content:"";flex:1;border-top:1px solid var(--hair)}
.links{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;margin:1rem 0 0}
.links a{padding:.35rem 0}
.alert{display:flex;gap:.7rem;align-items:flex-start;border:1px solid #e7a4ad;background:#fdf0f1;border-radius:.65rem;padding:.8rem .9rem;margin:0 0 1.15rem}
.alert.note{border-color:#d9c584;background:#fff9e8}
.alert svg{flex:none;width:1.35rem;height:1.35rem;margin-top:.1rem}
.alert p{margin:0}
.choice{display:block;width:100%;text-align:left;background:#fff;border:1.5px solid var(--line);margin:0 0 .75rem;padding:.85rem 1rem;color:inherit;line-height:1.4}
.other{background:#fff;color:var(--red-deep);border-color:var(--red-deep)}
.other:hover{background:#fffafa}
.pair{display:grid;gap:.75rem;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));margin-top:1.25rem}
.asked{list-style:none;margin:0 0 1.1rem;padding:0;border:0;display:grid;gap:.75rem;min-width:0}
.asked legend{padding:0;margin:0 0 .6rem;font-weight:700}
.asked li,.asked label{display:flex;gap:.75rem;align-items:flex-start;font-weight:400;margin:0;border:1px solid var(--hair);border-radius:.65rem;padding:.75rem .9rem}
.asked li svg{flex:none;width:1.35rem;height:1.35rem;margin-top:.15rem;color:#8a6a00}
.asked li div span,.asked .what>span{display:block;color:var(--soft);font-size:.9375rem}
.asked input{flex:none;width:1.5rem;height:1.5rem;min-height:0;margin:.1rem 0 0;accent-color:var(--red)}
.steps{margin:0 0 1.25rem;padding-left:1.4rem;display:grid;gap:.35rem}
.screen{display:flex;flex-wrap:wrap;gap:1.25rem;align-items:center;justify-content:center;margin:0 0 .75rem}
.screen .qr{max-width:100%}.screen .qr svg{display:block;width:13rem;max-width:100%;height:auto}
.number{margin:0;text-align:center}.number span{display:block;color:var(--soft);font-size:.9375rem}
.number strong{font-size:3.25rem;line-height:1.15;letter-spacing:.08em;font-variant-numeric:tabular-nums}
@media (max-width:40rem){.wide{display:none}}
.after{margin:1.1rem 0 0;font-size:.9375rem}
.choice:hover{border-color:var(--red);background:#fffafa}
.choice span{display:block;font-weight:400;color:var(--soft);font-size:.9375rem}
.aside{color:var(--soft);font-size:.9688rem}
.aside h2{font-size:1rem;margin:0 0 .6rem;color:var(--ink)}
.drum{display:none}
.aside ul{list-style:none;margin:0;padding:0;display:grid;gap:.6rem}
.aside li{display:flex;gap:.65rem;align-items:flex-start}
.aside li svg{flex:none;width:1.25rem;height:1.25rem;margin-top:.15rem;color:#8a6a00}
details{margin-top:1.1rem;border-top:1px solid var(--hair);padding-top:.9rem}
summary{cursor:pointer;color:var(--red-deep);padding:.25rem 0}
details p{margin:.6rem 0 0;color:var(--soft)}
footer{border-top:1px solid var(--hair);color:var(--soft);font-size:.875rem;text-align:center;padding:1rem 1.25rem}
code{font:inherit;font-weight:700;background:#fff;border:1px solid #e4c766;border-radius:.35rem;padding:.05rem .4rem;overflow-wrap:anywhere}
.messages{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:minmax(0,1fr);gap:.75rem;overflow-wrap:anywhere}
.messages li{border:1px solid var(--hair);border-radius:.75rem;padding:.85rem 1rem;background:#fff}
.messages .when{flex-wrap:wrap;color:var(--soft);font-size:.875rem;display:flex;justify-content:space-between;gap:1rem;margin:0 0 .3rem}
.messages p{margin:0}
.messages b{font-size:1.375rem;letter-spacing:.12em;font-variant-numeric:tabular-nums}
@media (min-width:56rem){main{grid-template-columns:minmax(0,27rem) minmax(0,1fr);gap:4rem;padding-top:3vh;justify-content:center}
main.alone{grid-template-columns:minmax(0,34rem)}
.card{padding:2.1rem 2.1rem 1.7rem}.aside{padding-top:2.5rem;max-width:25rem}.aside h2{font-size:1.125rem}.aside ul{gap:.9rem}
h1{font-size:1.875rem}
.drum{display:block;position:fixed;right:-9rem;bottom:-9rem;width:34rem;height:34rem;color:#d9b45a;opacity:.22;z-index:-1}}
@media (prefers-contrast:more){:root{--soft:#3a3733;--line:#55504a}}
@media print{.sandbox,.top a{display:none}}
`
