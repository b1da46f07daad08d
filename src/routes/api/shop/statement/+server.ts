import { statementQuery, statementSchema } from '#payments/statement.ts';
import { balanceOfShop, periodsOfShop, statementOfShop } from '#payments/server/queries/statement.ts';
import { needSeat } from '#shops/server/queries/seats.ts';
import { endpoint, json } from '../../../edge/endpoint.ts';

export const GET = endpoint(
	{
		summary: 'Your shop’s money: its balance, what came and went by day or month, and each line of it',
		tag: 'shops',
		who: 'user',
		query: statementQuery,
		answers: {
			200: { description: 'A page of lines, the newest first', schema: statementSchema },
		},
		refuses: ['not_signed_in', 'not_found', 'forbidden', 'invalid_input'],
	},
	async ({ actor, query: { by = 'month', ...page } }) => {
		const { shop } = await needSeat(actor, 'money.read');
		const [balance, periods, lines] = await Promise.all([
			balanceOfShop(shop),
			periodsOfShop(shop, by),
			statementOfShop(shop, page),
		]);
		return json({ balance, periods, ...lines });
	},
);
