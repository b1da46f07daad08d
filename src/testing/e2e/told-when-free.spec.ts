/** The last piece lies in somebody's checkout: others see for how long, may ask to be told, and are. */
import { expect, test, type Browser, type Page } from '@playwright/test';
import { openMarket, type Market } from '#testing/market/open-market.ts';
import { joinMarket, listProduct, type Listed, type Person } from '#testing/market/people.ts';

let market: Market;
let ana: Person, ben: Person, cleo: Person;
let bowl: Listed;
test.beforeEach(async () => {
	market = await openMarket({ web: 2, workers: 1 });
	[ana, ben, cleo] = [
		await joinMarket(market, 'ana'),
		await joinMarket(market, 'ben'),
		await joinMarket(market, 'cleo'),
	];
	bowl = await listProduct(ana, 'Moon jar', { stock: 1 });
});
test.afterEach(async () => await market?.close());

async function open(browser: Browser, path: string, person?: Person): Promise<Page> {
	const context = await browser.newContext({ baseURL: market.url(1) });
	if (person) {
		const [name, value] = person.cookie.split('=') as [string, string];
		await context.addCookies([{ name, value, url: market.url(1) }]);
	}
	const page = await context.newPage();
	await page.goto(path, { waitUntil: 'networkidle' });
	// A mark that a reload would wipe away.
	await page.evaluate(() => document.body.setAttribute('data-never-reloaded', ''));
	return page;
}

/** Cleo opens a checkout with the last bowl. Answers its address in the API. */
async function cleoHoldsIt(): Promise<string> {
	const items = [{ variant_id: bowl.variants[0]!.id, quantity: 1 }];
	const opened = await cleo.call('POST', '/api/checkouts', { items });
	expect(opened.status).toBe(201);
	return `/api/checkouts/${opened.body.id}`;
}
const cleoLeaves = async (checkout: string) => expect((await cleo.call('DELETE', checkout)).status).toBe(204);

const buyButton = (page: Page) => page.getByRole('button', { name: 'Buy now' });
const tellMe = (page: Page) => page.getByRole('button', { name: 'Tell me when one is free' });
const soon = { timeout: 1_000 };

test('Ben sees the last bowl in Cleo’s checkout and when it may be back, asks to be told, and is', async ({
	browser,
}) => {
	const page = await open(browser, bowl.url, ben);
	await expect(buyButton(page)).toBeEnabled();
	const checkout = await cleoHoldsIt();

	await expect(page.getByText('1 left, in someone’s checkout')).toBeVisible(soon);
	const left = page.getByRole('timer', { name: 'Until it may be back' });
	await expect(left).toHaveText(/^(9:\d\d|10:00)$/);
	const first = await left.innerText();
	await expect(left).not.toHaveText(first);
	await expect(page.getByText(/^It may be back in about \d+ minutes$/)).toHaveCount(1);
	await expect(buyButton(page)).toBeDisabled();

	await tellMe(page).click();
	await expect(page.getByText(/We will tell you once/)).toBeVisible();
	await expect(page.getByRole('button', { name: 'No need to tell me' })).toBeFocused();
	const waiting = await ben.call('GET', '/api/alerts');
	expect(waiting.body.items).toMatchObject([{ variant_id: bowl.variants[0]!.id, held: 1 }]);

	// No count moves, the countdown does.
	expect((await cleo.call('POST', `${checkout}/extend`)).status).toBe(200);
	await expect(left).toHaveText(/^1[0-3]:\d\d$/, soon);

	await cleoLeaves(checkout);
	await expect(buyButton(page)).toBeEnabled(soon);
	await expect(
		page.getByRole('status').filter({ hasText: 'Moon jar can be bought again' }).first(),
	).toBeVisible(soon);
	await expect(page).toHaveTitle(/Free again · Moon jar/);
	await expect(page.locator('summary[aria-label="Notifications, 1 unread"]')).toBeVisible();
	await page.keyboard.press('Shift');
	await expect(page).toHaveTitle(/^\(1\) Moon jar by/);
	await expect(page.locator('[data-never-reloaded]')).toHaveCount(1);

	expect(await market.settle()).toEqual([]);
	const letters = market.mails
		.takenBy(ben.email)
		.filter(({ raw }) => /^subject: moon jar can be/im.test(raw));
	expect(letters).toHaveLength(1);
	expect((await ben.call('GET', '/api/alerts')).body.items).toEqual([]);
});

test('a guest is told on the open page alone, and cards say whose it is not yet', async ({ browser }) => {
	const checkout = await cleoHoldsIt();
	const page = await open(browser, bowl.url);
	await expect(page.getByText('1 left, in someone’s checkout')).toBeVisible();
	await tellMe(page).click();
	await expect(page.getByRole('link', { name: 'Sign in' }).last()).toHaveAttribute(
		'href',
		`/login?next=${encodeURIComponent(bowl.url)}`,
	);
	const shop = await open(browser, `/shop/${bowl.shop.slug}`);
	const card = shop.locator(`[data-product="${bowl.id}"]`).first();
	await expect(card).toContainText('In someone’s checkout');

	await cleoLeaves(checkout);
	await expect(buyButton(page)).toBeEnabled(soon);
	await expect(page).toHaveTitle(/Free again · Moon jar/);
	await expect(card).toContainText('1 left');
	expect(await market.db.selectFrom('stock_alerts').select('id').execute()).toEqual([]);
});

test('without JavaScript Ben reads it, asks, finds it in his list and lets go of it', async ({ browser }) => {
	await cleoHoldsIt();
	const context = await browser.newContext({ baseURL: market.url(1), javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(bowl.url);
	await expect(page.getByText('1 left, in someone’s checkout')).toBeVisible();
	await tellMe(page).click();
	await page.waitForURL(/\/login\?next=/);

	const [name, value] = ben.cookie.split('=') as [string, string];
	await context.addCookies([{ name, value, url: market.url(1) }]);
	await page.goto(bowl.url);
	await tellMe(page).click();
	await expect(page.getByText(/We will tell you once/)).toBeVisible();
	await page.goto('/notifications');
	await page.getByRole('button', { name: 'Do not tell me of Moon jar' }).click();
	await expect(page.getByText('You are waiting for')).toHaveCount(0);
	await page.goto(bowl.url);
	await expect(tellMe(page)).toBeVisible();
	await context.close();
});
