import { sql, type Kysely } from 'kysely';

/** The rows of stalls that a market opens with; an empty one could list nothing. */
const categories = [
	['01ka0000000000000000000001', 'ceramics', 'Ceramics'],
	['01ka0000000000000000000002', 'wood', 'Wood'],
	['01ka0000000000000000000003', 'textiles', 'Textiles'],
	['01ka0000000000000000000004', 'knitwear', 'Knitwear'],
	['01ka0000000000000000000005', 'jewellery', 'Jewellery'],
	['01ka0000000000000000000006', 'glass', 'Glass'],
	['01ka0000000000000000000007', 'leather', 'Leather'],
	['01ka0000000000000000000008', 'prints', 'Prints'],
	['01ka0000000000000000000009', 'candles', 'Candles'],
	['01ka000000000000000000000a', 'soap', 'Soap'],
	['01ka000000000000000000000b', 'baskets', 'Baskets'],
	['01ka000000000000000000000c', 'toys', 'Toys'],
] as const;

export const up = (db: Kysely<unknown>) =>
	sql`insert into categories (id, slug, name, position) values ${sql.join(
		categories.map(([id, slug, name], at) => sql`(${id}, ${slug}, ${name}, ${at + 1})`),
	)}`.execute(db);
