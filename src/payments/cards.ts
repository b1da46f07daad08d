/**
 * The sandbox's cards: test numbers and what each of them does. The sandbox moves no money and knows no other card, so that
 * nobody types a real one.
 */
export type SandboxCard = {
	/** Digits only. */
	number: string;
	outcome: 'succeeded' | 'declined';
	/** Why it declines. */
	failure?: 'card_declined' | 'insufficient_funds';
	/** Answers "processing" for this long first. */
	lateMs?: number;
	does: string;
};

export const SANDBOX_CARDS: readonly SandboxCard[] = [
	{ number: '4242424242424242', outcome: 'succeeded', does: 'Pays at once' },
	{ number: '4000000000000002', outcome: 'declined', failure: 'card_declined', does: 'Is declined' },
	{
		number: '4000000000009995',
		outcome: 'declined',
		failure: 'insufficient_funds',
		does: 'Is declined: not enough money',
	},
	{ number: '4000000000000077', outcome: 'succeeded', lateMs: 5_000, does: 'Pays after 5 seconds' },
	{
		number: '4000000000000341',
		outcome: 'declined',
		failure: 'card_declined',
		lateMs: 5_000,
		does: 'Is declined after 5 seconds',
	},
];

/** "4242 4242 4242 4242" */
export function spacedCard(number: string): string {
	return number.replace(/(\d{4})(?=\d)/g, '$1 ');
}

const FAILURES: Record<string, string> = {
	card_declined: 'The bank declined this card',
	insufficient_funds: 'There is not enough money on this card',
	expired_card: 'This card has expired',
	incorrect_cvc: 'The card’s security code is not right',
	payment_intent_authentication_failure: 'Your bank could not confirm that it was you',
	given_up: 'It was not confirmed in time',
};

/** What a buyer reads of a decline. */
export function failureText(failure: string | null): string {
	return FAILURES[failure ?? ''] ?? 'The payment did not go through';
}
