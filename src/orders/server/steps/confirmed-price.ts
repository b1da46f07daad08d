import { formatMoney, type Money } from '#lib/money.ts';
import { Refusal } from '#lib/refusal.ts';

/**
 * What the buyer confirmed is what is charged, or nothing is.
 * @throws {Refusal} price_changed, with what it comes to now as `total`; nothing was written or charged
 */
export function needConfirmed(total: Money, confirmed: Money | undefined): void {
	if (!confirmed || (confirmed.amount === total.amount && confirmed.currency === total.currency)) return;
	throw new Refusal('price_changed', {
		detail: `It comes to ${formatMoney(total)} now, not ${formatMoney(confirmed)}`,
		errors: { expected_total: `It comes to ${formatMoney(total)} now` },
		total,
	});
}
