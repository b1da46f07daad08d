/** The story that the market stands on, played in real browsers: Ben buys, everybody else sees it, nobody reloads. */
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import type { Market } from './open-market.ts';
import { joinMarket, listProduct, type Listed, type Person } from './people.ts';

export type Stage = {
	ana: Person;
	ben: Person;
	dana: Person;
	spoon: Listed;
	/** Ben at the product, Cleo (a guest) at a grid, Ana at her orders, Dana at the feed. */
	pages: { ben: Page; cleo: Page; ana: Page; dana: Page };
	close: () => Promise<void>;
};

/** @param web which web process each of them has opened */
export async function setStage(
	browser: Browser,
	market: Market,
	{
		web = { ben: 0, cleo: 0, ana: 0, dana: 0 },
	}: { web?: Record<'ben' | 'cleo' | 'ana' | 'dana', number> } = {},
): Promise<Stage> {
	const [ana, ben, dana] = [
		await joinMarket(market, 'ana'),
		await joinMarket(market, 'ben'),
		await joinMarket(market, 'dana'),
	];
	await market.db.updateTable('users').set({ role: 'admin' }).where('id', '=', dana.id).execute();
	const spoon = await listProduct(ana, 'Walnut spoon', { stock: 9 });

	const contexts: BrowserContext[] = [];
	const open = async (path: string, n: number, person?: Person) => {
		const context = await browser.newContext();
		contexts.push(context);
		if (person) {
			const [name, value] = person.cookie.split('=') as [string, string];
			await context.addCookies([{ name, value, url: market.url(n) }]);
		}
		const page = await context.newPage();
		await page.goto(market.url(n) + path, { waitUntil: 'networkidle' });
		await rememberTheBeginning(page);
		return page;
	};
	const pages = {
		cleo: await open('/category/ceramics', web.cleo),
		ana: await open('/sell/orders', web.ana, ana),
		dana: await open('/admin', web.dana, dana),
		ben: await open(spoon.url, web.ben, ben),
	};
	await expect(cardOf(pages.cleo, spoon)).toContainText('9 in stock');
	return {
		ana,
		ben,
		dana,
		spoon,
		pages,
		close: async () => {
			await Promise.all(contexts.map((context) => context.close()));
		},
	};
}

/** Gone after a reload: nobody may need one. */
const rememberTheBeginning = (page: Page) =>
	page.evaluate(() => Object.assign(window, { hereSinceTheBeginning: true }));

export const cardOf = (page: Page, product: Listed) => page.locator(`[data-product="${product.id}"]`).first();

/** Ben buys one, through the pages. Answers the order's number. */
export async function benBuys({ pages }: Stage): Promise<string> {
	const { ben } = pages;
	await ben.getByRole('button', { name: 'Buy now' }).click();
	await ben.getByLabel('Name', { exact: true }).fill('Ben Peeters');
	await ben.getByLabel('Street and number').fill('Graslei 8');
	await ben.getByLabel('Postal code').fill('9000');
	await ben.getByLabel('Town').fill('Ghent');
	await ben.getByLabel('Country').selectOption('BE');
	await ben.getByRole('button', { name: /^Pay/ }).click();
	await ben.waitForURL(/\/orders\//);
	// He came here by forms, which load pages; from here on the page tells him by itself.
	await rememberTheBeginning(ben);
	const heading = await ben.getByRole('heading', { level: 1 }).innerText();
	return heading.replace(/^Order\s+/, '').trim();
}

/** What everybody sees once the worker has taken the payment. */
export async function everybodySeesThePurchase({ pages, spoon }: Stage, number: string): Promise<void> {
	await expect(cardOf(pages.cleo, spoon)).toContainText('8 in stock');
	await expect(pages.ben.getByText('It is paid. The maker has been told.')).toBeVisible();
	const desk = pages.ana.locator('main');
	await expect(desk.getByRole('link', { name: /Walnut spoon/ })).toBeVisible();
	await expect(desk.getByText(number, { exact: true })).toBeVisible();
}

/** Ana takes the order on and sends it; Ben watches. */
export async function anaSendsIt({ pages }: Stage): Promise<void> {
	await pages.ana
		.locator('main')
		.getByRole('link', { name: /Walnut spoon/ })
		.click();
	await pages.ana.getByRole('button', { name: 'Accept the order' }).click();
	await expect(pages.ben.getByText('The maker is making it ready.')).toBeVisible();
	await pages.ana.getByLabel('Carrier').fill('bpost');
	await pages.ana.getByLabel('Tracking code').fill('3232 1122 9000');
	await pages.ana.getByRole('button', { name: 'It is on its way' }).click();
	await expect(pages.ben.getByText('It is on its way to you.')).toBeVisible();
	await expect(pages.ben.getByText('3232 1122 9000')).toBeVisible();
}

/** The feed, newest first, read from the bottom up: each deed once and in its order. */
export async function danaReadsItAll({ pages }: Stage, number: string): Promise<void> {
	const expected = [
		new RegExp(`Order ${number} at .*Walnut spoon`),
		/A payment of .* was started/,
		/A payment of .* arrived/,
		new RegExp(`Order ${number} was paid`),
		new RegExp(`accepted order ${number}`),
		new RegExp(`shipped order ${number}`),
	];
	await expect(pages.dana.getByText(expected.at(-1)!)).toBeVisible();
	const lines = (await pages.dana.locator('main').innerText()).split('\n').reverse();
	const places = expected.map((pattern) => lines.flatMap((line, at) => (pattern.test(line) ? [at] : [])));
	expect(places.map((found) => found.length)).toEqual(expected.map(() => 1));
	expect(places.flat()).toEqual(places.flat().sort((a, b) => a - b));
}

export async function nobodyReloaded({ pages }: Stage): Promise<void> {
	for (const page of Object.values(pages)) {
		expect(await page.evaluate(() => 'hereSinceTheBeginning' in window)).toBe(true);
	}
}

/** One receipt for Ben, one letter for Ana: however often anything was tried again. */
export async function bothGotOneLetter(market: Market, { ana, ben }: Stage, number: string): Promise<void> {
	const about = (person: Person) =>
		market.mails.takenBy(person.email).filter((letter) => letter.raw.includes(number));
	await expect.poll(() => about(ben).length).toBeGreaterThan(0);
	await expect.poll(() => about(ana).length).toBeGreaterThan(0);
	const mails = await market.db
		.selectFrom('mails')
		.select(['kind', 'recipient', 'message_id'])
		.where('kind', 'in', ['order-receipt', 'order-to-seller'])
		.execute();
	expect(mails.map((mail) => [mail.kind, mail.recipient]).sort()).toEqual([
		['order-receipt', ben.email],
		['order-to-seller', ana.email],
	]);
	const receipts = about(ben).filter((letter) =>
		mails.some((mail) => letter.messageId.includes(mail.message_id.replace(/[<>]/g, ''))),
	);
	// SMTP may take a letter and die before saying so; every copy then has the same Message-ID, and mail programs show one.
	expect(new Set(receipts.map((letter) => letter.messageId)).size).toBe(1);
}
