/**
 * Money is an integer count of the currency's smallest unit ("minor units") and an ISO 4217 code.
 * `{ amount: 2450, currency: 'EUR' }` is €24.50; `{ amount: 2450, currency: 'JPY' }` is ¥2450.
 */
export type Money = { amount: number; currency: string };

/** How many decimal digits the currency writes: EUR 2, JPY 0, KWD 3. From the runtime's CLDR/ISO 4217 tables. */
export function minorDigits(currency: string): number {
	return (
		new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
	);
}

/** "€24.50", written as `locale` writes it. */
export function formatMoney(money: Money, locale = 'en-IE'): string {
	const format = new Intl.NumberFormat(locale, {
		style: 'currency',
		currency: money.currency,
		// "¥2450" rather than "JP¥2450".
		currencyDisplay: 'narrowSymbol',
	});
	const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
	return format.format(money.amount / 10 ** digits);
}

/**
 * What a person typed ("24.50", "24,5", "24") in minor units, or null if it is no such amount.
 * Never rounds: "1.005" EUR is refused, not guessed.
 */
export function parseMoney(text: string, currency: string): number | null {
	const digits = minorDigits(currency);
	const match = /^(\d{1,9})(?:[.,](\d+))?$/.exec(text.trim());
	if (!match) return null;
	const fraction = match[2] ?? '';
	if (fraction.length > digits) return null;
	const amount = Number(match[1] + fraction.padEnd(digits, '0'));
	return Number.isSafeInteger(amount) ? amount : null;
}

/** The amount as a form field shows it: 2450 EUR → "24.50". */
export function amountInput(money: Money): string {
	const digits = minorDigits(money.currency);
	return (money.amount / 10 ** digits).toFixed(digits);
}
