/**
 * Fills a market with the demo's people, shops and products, and prints how to sign in. What is there already stays as it
 * is: each member, and each shop with all it sells, is one transaction that is skipped when its result is found.
 *
 * Everybody has one printed password, so it never enters a production market with members of its own.
 */
import { sql } from 'kysely';
import { hashPassword } from '#accounts/server/passwords.ts';
import { addUser } from '#accounts/server/steps.ts';
import { addProduct } from '#catalog/server/steps/add-product.ts';
import { db, transaction, type Tx } from '#lib/server/db.ts';
import { env } from '#lib/server/env.ts';
import { shopOfUser } from '#shops/server/queries.ts';
import { addShop } from '#shops/server/steps.ts';
import { demoBuyers } from '#testing/demo/buyers.ts';
import { demoPassword, type DemoProduct, type DemoShop } from '#testing/demo/demo.ts';
import { demoPictures } from '#testing/demo/pictures.ts';
import { demoProducts } from '#testing/demo/products.ts';
import { demoShops } from '#testing/demo/shops.ts';
import { addTerms } from './seed-terms.ts';

const HOUR = 3_600_000;
/** A shop opened this long before its first listing. */
const SETTLING_IN = 240 * HOUR;

type Member = { username: string; email: string; town: string | null; role: 'user' | 'admin' };

const members: Member[] = [
	{ username: 'dana', email: 'dana@example.test', town: null, role: 'admin' },
	...demoShops.map(({ owner, town }): Member => ({ ...owner, town, role: 'user' })),
	...demoBuyers.map(({ username, email, town }): Member => ({ username, email, town, role: 'user' })),
];

async function refuseOthersMarket(): Promise<void> {
	if (env.MARKETDAY_ENV !== 'production') return;
	const stranger = await db
		.selectFrom('users')
		.select('id')
		.where('email', 'not like', '%@example.test')
		.where('status', '!=', 'deleted')
		.limit(1)
		.executeTakeFirst();
	if (stranger)
		throw new Error('This market has members of its own: the demo, whose passwords are public, stays out.');
}

/** Adds whoever is missing and answers everybody's id by email, and how many were added. */
async function fillSquare(): Promise<{ ids: Map<string, string>; added: number }> {
	const found = await db
		.selectFrom('users')
		.select(['id', 'email'])
		.where(
			'email_key',
			'in',
			members.map((member) => Buffer.from(member.email)),
		)
		.execute();
	const ids = new Map(found.map((row) => [row.email, row.id]));
	const missing = members.filter((member) => !ids.has(member.email));
	if (missing.length > 0) {
		// One hash for all: the password is printed anyway, and forty of them would take longer than everything else.
		const passwordHash = await hashPassword(demoPassword);
		await transaction(async (tx) => {
			for (const { username, email, town, role } of missing)
				ids.set(email, await addUser(tx, { username, email, passwordHash, ready: { town, role } }));
		});
	}
	return { ids, added: missing.length };
}

/** Opens a shop with everything it sells; answers how many products that were, none when it is there already. */
async function openStall(shop: DemoShop, ownerId: string, now: Date): Promise<number> {
	const stock = demoProducts
		.filter((product) => product.shop === shop.slug)
		.sort((a, b) => b.hoursAgo - a.hoursAgo);
	return await transaction(async (tx) => {
		if (await shopOfUser(ownerId, tx)) return 0;
		const { name, tagline, story, town, country, colours } = shop;
		const [colour_a, colour_b] = colours;
		const openedAt = new Date(now.getTime() - stock[0]!.hoursAgo * HOUR - SETTLING_IN);
		const opened = await addShop(
			tx,
			ownerId,
			{ name, tagline, story, town, country, colour_a, colour_b },
			openedAt,
		);
		for (const product of stock) await listProduct(tx, product, opened, now);
		return stock.length;
	});
}

/** Shops that are there already, from a seed before this was written, get what they lack. */
async function addTermsOf(shop: DemoShop, ownerId: string): Promise<boolean> {
	return await transaction(async (tx) => {
		const own = await shopOfUser(ownerId, tx);
		return own ? await addTerms(tx, shop, own) : false;
	});
}

async function listProduct(
	tx: Tx,
	product: DemoProduct,
	shop: Awaited<ReturnType<typeof addShop>>,
	now: Date,
): Promise<void> {
	await addProduct(tx, {
		shop,
		actorId: shop.userId,
		listedAt: new Date(now.getTime() - product.hoursAgo * HOUR),
		featured: product.featured,
		input: {
			name: product.name,
			description: `${product.description}\n\nMade of: ${product.materials}.`,
			price: product.price,
			category: product.category,
			...(product.variants.length > 0 ? { variants: product.variants } : { stock: product.stock }),
		},
		pictures: product.pictures.map((key) => {
			const { width, height, alt, placeholder } = demoPictures[key]!;
			return { src: `/demo/${key}`, widths: [320, 640, 1120], width, height, alt, placeholder };
		}),
	});
}

try {
	await refuseOthersMarket();
	const { now } = await db.selectNoFrom(sql<Date>`now(3)`.as('now')).executeTakeFirstOrThrow();
	const { ids, added } = await fillSquare();
	const listed = await Promise.all(demoShops.map((shop) => openStall(shop, ids.get(shop.owner.email)!, now)));
	const terms = await Promise.all(demoShops.map((shop) => addTermsOf(shop, ids.get(shop.owner.email)!)));
	const shops = listed.filter((count) => count > 0).length;
	const products = listed.reduce((sum, count) => sum + count, 0);
	const lines = [
		added + shops === 0 && !terms.includes(true)
			? 'The demo market is set up already; nothing was changed.'
			: `Added ${added} people, ${shops} shops and ${products} products.`,
		'buyer   ben@example.test',
		'seller  ana@example.test',
		'admin   dana@example.test',
		`Everybody’s password: ${demoPassword}`,
	];
	process.stdout.write(`${lines.join('\n')}\n`);
} finally {
	await db.destroy();
}
