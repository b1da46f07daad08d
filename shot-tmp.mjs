import { chromium } from '@playwright/test';
const [,, url, out, ...opts] = process.argv;
const width = Number(opts.find(o=>/^\d+$/.test(o))||1440); const dark = opts.includes('dark'); const full = opts.includes('full');
const cookie = opts.find(o=>o.startsWith('cookie='));
const b = await chromium.launch({ executablePath:'/usr/bin/chromium', args:['--no-sandbox','--disable-quic','--disable-background-networking','--disable-component-update','--disable-sync','--no-first-run','--disable-gpu'] });
const ctx = await b.newContext({ viewport:{ width, height: width<500?780:900 }, colorScheme: dark?'dark':'light', deviceScaleFactor: 1 });
if (cookie) { const [n,...v]=cookie.slice(7).split('='); await ctx.addCookies([{name:n,value:v.join('='),url:new URL(url).origin}]); }
const p = await ctx.newPage(); p.on('console', m=>{ if(m.type()==='error') console.log('console:', m.text()) }); p.on('pageerror', e=>console.log('pageerror', e.message));
await p.goto(url,{waitUntil:'load'}); await p.waitForTimeout(1200);
await p.screenshot({ path: out, fullPage: full }); await b.close();
