/** What a line of the books is called; apart from its schema, which pages need not carry. */
import type { LedgerKind } from './ledger.ts';

export const KIND_WORDS: Record<LedgerKind, string> = {
	capture: 'Payment',
	sale: 'Sale',
	reversal: 'Refund',
	refund: 'Money back',
	transfer: 'Paid out',
};
