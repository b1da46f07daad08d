import { accountsOfMarket, latestPostings } from '#payments/server/queries/statement.ts';
import { needAdmin } from '../../edge/guard.ts';

export async function load(event) {
	needAdmin(event);
	const before = event.url.searchParams.get('before') ?? '';
	const cursor = /^[1-9]\d{0,14}$/.test(before) ? Number(before) : undefined;
	const [accounts, page] = await Promise.all([accountsOfMarket(), latestPostings({ cursor })]);
	const byCurrency = Map.groupBy(accounts, (row) => row.currency);
	return {
		books: [...byCurrency].map(([currency, rows]) => ({
			currency,
			rows,
			sum: { amount: rows.reduce((all, row) => all + row.total.amount, 0), currency },
		})),
		first: !cursor,
		...page,
	};
}
