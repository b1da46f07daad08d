/** A shop's statement: what its money was, from the shop's side. Positive came in, negative went out. */
import { z } from 'zod';
import type { Money } from '#lib/money.ts';
import { LEDGER_KINDS, type LedgerKind } from './ledger.ts';

export type StatementLine = {
	id: number;
	/** `sale`, `reversal` (a refund), or `transfer` to the shop's account. */
	kind: LedgerKind;
	at: string;
	order_id: string | null;
	order_number: string | null;
	goods: Money;
	delivery: Money;
	/** The market's: negative at a sale, and given back with a refund. */
	commission: Money;
	/** Sent to the shop's account: negative. */
	transfer: Money;
	/** The sum of the four. */
	total: Money;
	/** Tax contained in goods and delivery: the shop's to declare, and part of no sum here. */
	tax: Money;
};

export type Balance = {
	/** All that the market owes the shop: the sum of its statement. Negative after refunds of what was paid out. */
	balance: Money;
	/** Of it: of orders that are not complete yet. */
	on_the_way: Money;
	/** Of it: under way to the shop's account. */
	being_sent: Money;
	/** Of it: the rest. */
	ready: Money;
	/** Was sent to the shop's account so far; no part of the balance. */
	paid_out: Money;
};

/** What came and went in a day (`2026-11-25`) or month (`2026-11`), UTC, by kind. */
export type PeriodSum = { period: string; kind: LedgerKind; count: number; total: Money };

export const statementQuery = z.strictObject({
	cursor: z
		.string()
		.regex(/^[1-9]\d{0,14}$/, 'This is not a cursor')
		.transform(Number)
		.optional(),
	limit: z
		.string()
		.regex(/^(?:[1-9]\d?|100)$/, 'From 1 to 100')
		.transform(Number)
		.optional(),
	by: z.enum(['day', 'month'], 'Say day or month').optional(),
});

const money = z.object({ amount: z.int(), currency: z.string() });

export const statementSchema = z
	.object({
		balance: z.object({
			balance: money.describe('All that the market owes you: the sum of your statement'),
			on_the_way: money.describe('Of it: of orders that are not complete yet'),
			being_sent: money.describe('Of it: under way to your account'),
			ready: money.describe('Of it: the rest'),
			paid_out: money.describe('Was sent to your account so far; no part of the balance'),
		}),
		periods: z.array(
			z.object({
				period: z.string(),
				kind: z.enum(LEDGER_KINDS),
				count: z.int(),
				total: money,
			}),
		),
		items: z.array(
			z.object({
				id: z.int(),
				kind: z.enum(LEDGER_KINDS).describe('sale, reversal (a refund), or transfer to your account'),
				at: z.string(),
				order_id: z.string().nullable(),
				order_number: z.string().nullable(),
				goods: money,
				delivery: money,
				commission: money,
				transfer: money,
				total: money.describe('The sum of the four'),
				tax: money.describe('Contained in goods and delivery, and yours to declare; part of no sum here'),
			}),
		),
		next_cursor: z.string().nullable(),
	})
	.meta({ id: 'Statement' });
