/** A letter as a list of what it says, from which both its HTML and its plain text are made: the two cannot disagree. */
import type { Money } from '#lib/money.ts';

export type Block =
	| { kind: 'text'; text: string }
	| { kind: 'button'; label: string; href: string }
	/** Small and grey, at the end. */
	| { kind: 'aside'; text: string }
	| { kind: 'facts'; facts: { label: string; value: string; href?: string }[] }
	| { kind: 'address'; title: string; lines: string[] }
	| {
			kind: 'goods';
			goods: { title: string; detail: string; quantity: number; amount: Money }[];
			sums: { label: string; amount: Money }[];
			total: { label: string; amount: Money };
	  };

export type Page = {
	/** What a mailbox shows after the subject. */
	preview: string;
	/** A few words over the heading: "Order MD-7K2MQ9XD". */
	eyebrow: string;
	heading: string;
	/** The awning's two colours; the shop's own in letters about an order. */
	colours: [string, string];
	blocks: Block[];
	/** Why somebody gets this letter. */
	why: string;
};

/** The market's own awning. */
export const MARKET_COLOURS: [string, string] = ['#C8452D', '#FBF3E4'];
