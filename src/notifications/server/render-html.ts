/**
 * The letter as HTML: tables and inline styles, because mail programs know little else. Light by default; programs that know
 * `prefers-color-scheme` get the market by night. Everything that people wrote is escaped.
 */
import { formatMoney } from '#lib/money.ts';
import { origin } from '#lib/server/env.ts';
import type { Block, Page } from './page.ts';

const TEXT = "'Source Sans 3','Source Sans Pro',-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const DISPLAY = "Fraunces,'Iowan Old Style','Palatino Linotype',Palatino,Georgia,serif";
const INK = '#211C17';
const SOFT = '#5C5248';
const LINE = '#E4D9C6';
const PAPER = '#FAF6EE';
const SHEET = '#FFFDF8';
const CLAY = '#B83C26';

const NIGHT = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
	.paper { background: #17130F !important; }
	.sheet { background: #221C16 !important; border-color: #3A3027 !important; }
	.ink { color: #F3E6CF !important; }
	.soft { color: #C6B69C !important; }
	.line { border-color: #3A3027 !important; }
	.slip { background: #1B1612 !important; }
	.link { color: #F0A48F !important; }
}
@media (max-width: 480px) {
	.sheet-pad { padding-left: 20px !important; padding-right: 20px !important; }
	.heading { font-size: 25px !important; }
}`;

export function renderHtml(page: Page): string {
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${esc(page.heading)}</title>
<style>${NIGHT}
</style>
</head>
<body class="paper" style="margin:0;padding:0;background:${PAPER};-webkit-text-size-adjust:100%;">
<div style="display:none;max-height:0;overflow:hidden;">${esc(page.preview)}${'&#847; '.repeat(40)}</div>
<table role="presentation" class="paper" width="100%" cellpadding="0" cellspacing="0" style="background:${PAPER};">
<tr><td align="center" style="padding:28px 10px 40px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;">
<tr><td style="padding:0 4px 14px;"><a class="ink" href="${esc(origin)}" style="font-family:${DISPLAY};font-size:21px;font-weight:700;color:${INK};text-decoration:none;">Marketday</a></td></tr>
<tr><td>${awning(page.colours)}</td></tr>
<tr><td class="sheet sheet-pad" style="background:${SHEET};border:1px solid ${LINE};border-top:0;border-radius:0 0 12px 12px;padding:26px 36px 34px;">
<p class="soft" style="margin:0 0 6px;font-family:${TEXT};font-size:14px;line-height:20px;color:${SOFT};">${esc(page.eyebrow)}</p>
<h1 class="ink heading" style="margin:0 0 18px;font-family:${DISPLAY};font-size:29px;line-height:1.2;font-weight:600;color:${INK};">${esc(page.heading)}</h1>
${page.blocks.map(block).join('\n')}
</td></tr>
<tr><td class="soft" style="padding:18px 6px 0;font-family:${TEXT};font-size:13px;line-height:20px;color:${SOFT};">${esc(page.why)}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

/** A row of scallops, cut with border radii: no image to be blocked. */
function awning([first, second]: [string, string]): string {
	const cells = Array.from({ length: 11 }, (_, n) => {
		const colour = n % 2 ? second : first;
		return `<td bgcolor="${esc(colour)}" style="background:${esc(colour)};height:26px;font-size:0;line-height:0;border:1px solid #00000018;border-top:0;border-radius:0 0 50% 50%/0 0 12px 12px;">&nbsp;</td>`;
	});
	return `<table role="presentation" class="sheet" width="100%" cellpadding="0" cellspacing="0" style="background:${SHEET};table-layout:fixed;border:1px solid ${LINE};border-bottom:0;border-radius:12px 12px 0 0;overflow:hidden;"><tr>${cells.join('')}</tr></table>`;
}

const paragraph = (text: string, margin = '0 0 16px') =>
	`<p class="ink" style="margin:${margin};font-family:${TEXT};font-size:17px;line-height:26px;color:${INK};">${esc(text)}</p>`;

function block(block: Block): string {
	switch (block.kind) {
		case 'text':
			return paragraph(block.text);
		case 'aside':
			return `<p class="soft" style="margin:18px 0 0;font-family:${TEXT};font-size:14px;line-height:21px;color:${SOFT};">${esc(block.text)}</p>`;
		case 'button':
			return `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:22px 0 20px;"><tr><td bgcolor="${CLAY}" style="background:${CLAY};border-radius:8px;"><a href="${esc(block.href)}" style="display:inline-block;padding:13px 24px;font-family:${TEXT};font-size:17px;line-height:22px;font-weight:700;color:#FFFDF8;text-decoration:none;">${esc(block.label)}</a></td></tr></table>`;
		case 'facts':
			return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 18px;">${block.facts.map(fact).join('')}</table>`;
		case 'address':
			return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:18px 0 6px;"><tr><td class="slip ink" style="background:${PAPER};border-radius:8px;padding:14px 18px;font-family:${TEXT};font-size:16px;line-height:24px;color:${INK};"><span class="soft" style="font-size:14px;color:${SOFT};">${esc(block.title)}</span><br>${block.lines.map(esc).join('<br>')}</td></tr></table>`;
		case 'goods':
			return goods(block);
	}
}

function fact({ label, value, href }: { label: string; value: string; href?: string }): string {
	const shown = href
		? `<a class="link" href="${esc(href)}" style="color:#7A3A62;">${esc(value)}</a>`
		: esc(value);
	return `<tr><td class="soft" width="120" valign="top" style="padding:3px 12px 3px 0;font-family:${TEXT};font-size:15px;line-height:23px;color:${SOFT};">${esc(label)}</td><td class="ink" valign="top" style="padding:3px 0;font-family:${TEXT};font-size:16px;line-height:23px;color:${INK};overflow-wrap:anywhere;">${shown}</td></tr>`;
}

function goods({ goods, sums, total }: Extract<Block, { kind: 'goods' }>): string {
	const cell = `font-family:${TEXT};font-size:16px;line-height:23px;`;
	const money = `${cell}text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums;padding-left:14px;`;
	const rows = goods.map(
		(good) =>
			`<tr><td class="ink line" valign="top" style="${cell}color:${INK};border-top:1px solid ${LINE};padding-top:11px;padding-bottom:11px;overflow-wrap:anywhere;">${good.quantity > 1 ? `${good.quantity}&nbsp;×&nbsp;` : ''}${esc(good.title)}${good.detail ? `<br><span class="soft" style="font-size:14px;color:${SOFT};">${esc(good.detail)}</span>` : ''}</td><td class="ink line" valign="top" style="${money}color:${INK};border-top:1px solid ${LINE};padding-top:11px;padding-bottom:11px;">${esc(formatMoney(good.amount))}</td></tr>`,
	);
	const small = sums.map(
		(sum) =>
			`<tr><td class="soft" style="${cell}color:${SOFT};padding-top:3px;">${esc(sum.label)}</td><td class="soft" style="${money}color:${SOFT};padding-top:3px;">${esc(formatMoney(sum.amount))}</td></tr>`,
	);
	const line = `<tr><td class="line" colspan="2" style="border-top:1px solid ${LINE};font-size:0;line-height:0;height:9px;">&nbsp;</td></tr>`;
	const last = `<tr><td class="ink" style="${cell}font-weight:700;color:${INK};padding-top:6px;">${esc(total.label)}</td><td class="ink" style="${money}font-weight:700;font-size:19px;color:${INK};padding-top:6px;">${esc(formatMoney(total.amount))}</td></tr>`;
	return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:6px 0 20px;">${rows.join('')}${line}${small.join('')}${last}</table>`;
}

const ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

function esc(text: string): string {
	return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
