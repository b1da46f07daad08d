import { ID_PATTERN } from '#lib/ids.ts';
import type { Money } from '#lib/money.ts';
import type { Tx } from '#lib/server/db.ts';

/** The payment and its try that a provider's key names, if that provider was ever asked for it. */
export async function chargeOfKey(
	tx: Tx,
	key: string | null,
	provider: string,
): Promise<{ paymentId: string; attempt: number; money: Money } | null> {
	const [, id = '', attempt = ''] = /^(\w+)-([1-9]\d{0,5})$/.exec(key ?? '') ?? [];
	if (!ID_PATTERN.test(id)) return null;
	const row = await tx
		.selectFrom('payments')
		.select(['id', 'attempt', 'amount', 'currency'])
		.where('id', '=', id)
		.where('provider', '=', provider)
		.executeTakeFirst();
	if (!row || Number(attempt) > row.attempt) return null;
	return {
		paymentId: row.id,
		attempt: Number(attempt),
		money: { amount: row.amount, currency: row.currency },
	};
}
