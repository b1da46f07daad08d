import { mayDo } from '#shops/permissions.ts';
import { payoutInput } from '#shops/shop-schema.ts';
import { payoutAccountOf } from '#shops/server/queries.ts';
import { setPayoutAccount } from '#shops/server/set-payout-account.ts';
import { readCursors } from '#events/server/tail.ts';
import {
	balanceOfShop,
	earnedByDay,
	periodsOfShop,
	statementOfShop,
} from '#payments/server/queries/statement.ts';
import { formAction } from '../../edge/form-action.ts';
import { needActor } from '../../edge/guard.ts';
import { takeSeat } from '../../edge/seat.ts';

const DAYS = 30;

export async function load(event) {
	const { seat } = await takeSeat(event, 'money.read');
	event.depends('app:sell-money');
	if (!seat) return { shop: null };
	const { shop, role } = seat;
	const stream = `shop:${shop.id}` as const;
	const cursors = await readCursors([stream]);
	const before = event.url.searchParams.get('before') ?? '';
	const cursor = /^[1-9]\d{0,14}$/.test(before) ? Number(before) : undefined;
	const by = event.url.searchParams.get('by') === 'day' ? 'day' : 'month';
	const [balance, account, earned, periods, page] = await Promise.all([
		balanceOfShop(shop),
		payoutAccountOf(shop.id),
		earnedByDay(shop, DAYS),
		periodsOfShop(shop, by),
		statementOfShop(shop, { cursor, limit: 30 }),
	]);
	const { id, name, currency } = shop;
	return {
		shop: { id, name, currency },
		stream,
		cursors,
		balance,
		account,
		mayChangeAccount: mayDo(role, 'payouts.change'),
		earned,
		periods,
		by,
		first: !cursor,
		...page,
	};
}

export const actions = {
	account: async (event) => {
		const actor = needActor(event);
		return await formAction(event, payoutInput, async ({ account }) => {
			await setPayoutAccount(actor, account);
			return { saved: true };
		});
	},
};
