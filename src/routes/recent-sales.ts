/** What went over the counter lately, as the public stream tells it; a sale of half an hour ago is no news. */
import type { LogEvent } from '#events/catalogue.ts';

export type Sale = {
	gseq: number;
	productId: string;
	slug: string;
	title: string;
	town: string | null;
	at: string;
};

export const NEWS_MS = 30 * 60_000;
export const MOST_SALES = 6;

export function saleOf(event: LogEvent): Sale | null {
	if (event.type !== 'sale.announced') return null;
	const { product_id: productId, slug, title, town } = event.data;
	return { gseq: event.gseq, productId, slug, title, town, at: event.at };
}

/** Newest first. */
export function recentSales(events: LogEvent[], now: number): Sale[] {
	return events
		.flatMap((event) => saleOf(event) ?? [])
		.filter((sale) => Date.parse(sale.at) > now - NEWS_MS)
		.reverse()
		.slice(0, MOST_SALES);
}
