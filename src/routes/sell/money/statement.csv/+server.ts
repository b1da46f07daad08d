import { csv } from '#lib/csv.ts';
import { amountInput } from '#lib/money.ts';
import { KIND_WORDS } from '#payments/kind-words.ts';
import { statementOfShop } from '#payments/server/queries/statement.ts';
import { needSeat } from '../../../edge/seat.ts';
import type { RequestHandler } from './$types';

const HEAD = [
	'Date (UTC)',
	'What',
	'Order',
	'Goods',
	'Delivery',
	'Commission',
	'Paid out',
	'Total',
	'Of it tax',
];
const AT_ONCE = 1_000;

/** The whole statement of the member's shop as a table to take away, the newest first. */
export const GET: RequestHandler = async (event) => {
	const { shop } = await needSeat(event, 'money.read');
	const rows: string[][] = [[...HEAD, 'Currency']];
	let cursor: number | undefined;
	do {
		const page = await statementOfShop(shop, { cursor, limit: AT_ONCE });
		for (const line of page.items) {
			const { goods, delivery, commission, transfer, total, tax } = line;
			rows.push([
				line.at.slice(0, 19).replace('T', ' '),
				KIND_WORDS[line.kind],
				line.order_number ?? '',
				...[goods, delivery, commission, transfer, total, tax].map(amountInput),
				shop.currency,
			]);
		}
		cursor = page.next_cursor ? Number(page.next_cursor) : undefined;
	} while (cursor);
	return new Response(csv(rows), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="statement-${shop.slug}.csv"`,
			'cache-control': 'no-store',
		},
	});
};
