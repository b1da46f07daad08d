import { bold, cyan, dim, green } from './paint.js';

/**
 * The one thing to read after a start.
 *
 * @param {object} market
 * @param {string} market.origin
 * @param {string} [market.mailbox]
 * @param {string} market.signIns
 * @param {string} market.database
 */
export function welcome({ origin, mailbox, signIns, database }) {
	const rows = [
		['', `${green('●')} ${bold('Marketday is open')}`],
		['', ''],
		['Market', bold(cyan(origin))],
		...(mailbox ? [['Mail', cyan(mailbox)]] : []),
		['API', cyan(`${origin}/api`)],
	];
	console.log('');
	for (const [name = '', value = ''] of rows)
		console.log(name ? `  ${dim(name.padEnd(9))}${value}` : `  ${value}`);
	if (signIns.trim()) {
		console.log('');
		for (const line of signIns.trimEnd().split('\n')) console.log(`  ${line}`);
	}
	console.log(`\n  ${dim(`${database} · data in .data/ · logs in .data/log/ · Ctrl-C stops everything`)}\n`);
}
