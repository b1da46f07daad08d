/** What a basket is, as its owner sees it. Pure, and of no weight: the page arranges it by the same functions as the server. */
import type { PictureView } from '#catalog/product.ts';
import type { Money } from '#lib/money.ts';

/** Different things in a basket, and as many again saved for later. */
export const MOST_BASKET_LINES = 50;

/** Why a line cannot be bought as it stands. */
export type BasketTrouble = 'gone' | 'sold_out' | 'fewer';

export type BasketLine = {
	variant_id: string;
	product_id: string;
	title: string;
	/** Null when there is nothing to look at any more. */
	url: string | null;
	/** Option name to value. */
	options: Record<string, string>;
	picture: PictureView | null;
	shop: { id: string; slug: string; name: string; colours: [string, string] };
	quantity: number;
	/** Saved for later: not bought with the rest. */
	saved: boolean;
	/** Of one, now; of a thing that is gone, as it was. */
	price: Money;
	/** What it cost when it was put in, where that has changed. */
	price_before: Money | null;
	/** How many they can buy now. */
	available: number;
	/** How many are in somebody else's checkout. */
	held: number;
	/** How many are in their own open checkout; counted among what is available to them. */
	own_held: number;
	/** Of the count. */
	stock_version: number;
	trouble: BasketTrouble | null;
	/** For as many as there are. */
	total: Money;
	/** ISO 8601 UTC. */
	added_at: string;
};

export type BasketShop = { shop: BasketLine['shop']; lines: BasketLine[]; subtotal: Money };

/** What can be bought at once: a checkout takes one currency. */
export type BasketPart = {
	currency: string;
	shops: BasketShop[];
	subtotal: Money;
	/** Pieces that can be bought now. */
	pieces: number;
};

export type BasketView = {
	/** Rises with every change. */
	version: number;
	/** Pieces in it, without what is saved for later. */
	pieces: number;
	/** By currency; more than one of them cannot be bought together. */
	parts: BasketPart[];
	saved: BasketLine[];
};

/** How many of a line could be bought now. */
export const buyable = ({ trouble, quantity, available }: BasketLine): number =>
	trouble === null ? quantity : trouble === 'fewer' ? available : 0;

/** The line as it is with so many left of it; null: it is not on sale any more. */
export function withCount(line: BasketLine, available: number | null): BasketLine {
	const left = Math.max(0, available ?? 0);
	const trouble =
		available === null ? 'gone' : left === 0 ? 'sold_out' : left < line.quantity ? 'fewer' : null;
	const counted = { ...line, available: left, trouble } satisfies BasketLine;
	return { ...counted, total: { ...line.price, amount: line.price.amount * buyable(counted) } };
}

/** By currency and by shop, in the order in which they were put in. */
export function arrange(lines: BasketLine[]): Pick<BasketView, 'parts' | 'saved'> {
	const within = lines.filter((line) => !line.saved);
	const parts = groups(within, (line) => line.price.currency).map(([currency, own]): BasketPart => {
		const shops = groups(own, (line) => line.shop.id).map(([, things]): BasketShop => ({
			shop: things[0]!.shop,
			lines: things,
			subtotal: sum(things, currency),
		}));
		const pieces = own.reduce((count, line) => count + buyable(line), 0);
		return { currency, shops, subtotal: sum(own, currency), pieces };
	});
	return { parts, saved: lines.filter((line) => line.saved) };
}

const sum = (lines: BasketLine[], currency: string): Money => ({
	amount: lines.reduce((amount, line) => amount + line.total.amount, 0),
	currency,
});

function groups<T>(all: T[], by: (one: T) => string): [string, T[]][] {
	const found = new Map<string, T[]>();
	for (const one of all) found.set(by(one), [...(found.get(by(one)) ?? []), one]);
	return [...found];
}
