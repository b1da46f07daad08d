import { sql, type Kysely } from 'kysely';

/** The rows of stalls that a market opens with; an empty one could list nothing. */
const categories = [
	['01ka0000000000000000000001', 'ceramics', 'Ceramics'],
	['01ka0000000000000000000002', 'textiles', 'Textiles & weaving'],
	['01ka0000000000000000000003', 'knitwear', 'Knitwear'],
	['01ka0000000000000000000004', 'candles', 'Candles'],
	['01ka0000000000000000000005', 'prints', 'Prints & paper'],
	['01ka0000000000000000000006', 'wood', 'Wood & spoons'],
	['01ka0000000000000000000007', 'jewellery', 'Jewellery'],
	['01ka0000000000000000000008', 'soap', 'Soap & care'],
	['01ka0000000000000000000009', 'leather', 'Leather'],
	['01ka000000000000000000000a', 'glass', 'Glass'],
	['01ka000000000000000000000b', 'baskets', 'Baskets'],
	['01ka000000000000000000000c', 'toys', 'Toys'],
] as const;

export const up = (db: Kysely<unknown>) =>
	sql`insert into categories (id, slug, name, position) values ${sql.join(
		categories.map(([id, slug, name], at) => sql`(${id}, ${slug}, ${name}, ${at + 1})`),
	)}`.execute(db);
