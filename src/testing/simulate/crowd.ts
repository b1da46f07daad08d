/** Who takes part. A market that runs already registers few from one address, so those of earlier runs come again. */
import { sql } from 'kysely';
import type { Db } from '#lib/server/db.ts';
import type { BasketView } from '#orders/basket.ts';
import type { Market } from '../market/open-market.ts';
import { joinMarket, papersOf, signIn, type Person } from '../market/people.ts';
import { lyingIn } from './look-into.ts';

type Ground = Pick<Market, 'url'> & { db: Db; own?: Market };

/** Said in one line; nothing was simulated. */
export class CannotRun extends Error {}

/** As many as the market lets in: those of earlier runs first. */
export async function gather(ground: Ground, name: 'maker' | 'buyer', count: number): Promise<Person[]> {
	const people = ground.own ? [] : await comeAgain(ground, name, count);
	while (people.length < count) {
		try {
			people.push(await joinMarket(ground, `${name}${people.length}`));
		} catch (error) {
			if (!String(error).includes('too_many_requests')) throw error;
			break;
		}
	}
	return people;
}

async function comeAgain(ground: Ground, name: string, count: number): Promise<Person[]> {
	const people: Person[] = [];
	for (const username of await earlier(ground.db, name, count)) {
		const person = await signIn(ground, papersOf(username)).catch((error: unknown) => {
			if (/too_many_requests|wrong_credentials/.test(String(error))) return null;
			throw error;
		});
		if (!person) continue;
		await emptyBasket(person);
		people.push(person);
	}
	return people;
}

async function earlier(db: Db, name: string, count: number): Promise<string[]> {
	const rows = await db
		.selectFrom('users')
		.select('username')
		.where('status', '=', 'active')
		.where(sql<boolean>`username regexp ${`^${name}[0-9]+-[0-9a-z]{10}$`}`)
		.where(sql<boolean>`email = concat(username, '@example.test')`)
		.orderBy('id')
		.limit(count)
		.execute();
	return rows.map((row) => row.username);
}

/** What an earlier run left in it is not for sale any more. */
async function emptyBasket(person: Person): Promise<void> {
	const { body } = await person.call('GET', '/api/basket');
	for (const thing of lyingIn(body as BasketView).keys())
		await person.call('DELETE', `/api/basket/lines/${thing}`);
}
