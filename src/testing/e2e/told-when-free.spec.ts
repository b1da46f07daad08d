/** The last piece lies in somebody's checkout: others see for how long, may ask to be told, and are. */
import { expect, test, type Browser, type Page } from '@playwright/test';
import { openMarket, type Market } from '#testing/market/open-market.ts';
import { buy, joinMarket, listProduct, type Listed, type Person } from '#testing/market/people.ts';

/** It answers late: until then the order waits for its payment and holds what it is about. */
const LATE_CARD = '4000000000000077';

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

/** Cleo is at the till with the last bowl; no worker is there to take her money. Answers her order's id. */
async function cleoHoldsIt(): Promise<string> {
	await market.workers[0]!.kill('SIGKILL');
	const placed = await buy(cleo, bowl, { card: LATE_CARD });
	expect(placed.status).toBe(201);
	return placed.body.orders[0].id;
}

const buyButton = (page: Page) => page.getByRole('button', { name: 'Buy now' });
const tellMe = (page: Page) => page.getByRole('button', { name: 'Tell me when one is free' });
const soon = { timeout: 1_000 };

test('Ben sees the last bowl in Cleo’s checkout and when it may be back, asks to be told, and is', async ({
	browser,
}) => {
	const page = await open(browser, bowl.url, ben);
	await expect(buyButton(page)).toBeEnabled();
	const orderId = await cleoHoldsIt();

	await expect(page.getByText('1 left, in someone’s checkout')).toBeVisible(soon);
	const left = page.getByRole('timer', { name: 'Until it may be back' });
	await expect(left).toHaveText(/^\d+:\d\d$/);
	const first = await left.innerText();
	await expect(left).not.toHaveText(first);
	await expect(page.getByText(/^It may be back in about \d+ minutes$/)).toHaveCount(1);
	await expect(buyButton(page)).toBeDisabled();

	await tellMe(page).click();
	await expect(page.getByText(/We will tell you once/)).toBeVisible();
	await expect(page.getByRole('button', { name: 'No need to tell me' })).toBeFocused();
	const waiting = await ben.call('GET', '/api/alerts');
	expect(waiting.body.items).toMatchObject([{ variant_id: bowl.variants[0]!.id, held: 1 }]);

	// As if she had been given more time: no count moves, the countdown does.
	const later = await page.evaluate(() => Date.now() + 45 * 60_000);
	await market.db
		.updateTable('holds')
		.set({ expires_at: new Date(later) })
		.where('order_id', '=', orderId)
		.execute();
	await ana.call('PUT', `/api/products/${bowl.id}`, { description: 'Turned by hand.' });
	await expect(left).toHaveText(/^4\d:\d\d$/);

	market.workers[0]!.start();
	await cleo.call('POST', `/api/orders/${orderId}/cancel`, { reason: 'I have one already' });
	await expect(buyButton(page)).toBeEnabled(soon);
	await expect(
		page.getByRole('status').filter({ hasText: 'Moon jar can be bought again' }).first(),
	).toBeVisible(soon);
	await expect(page).toHaveTitle(/Free again · Moon jar/);
	await expect(page.getByRole('button', { name: 'Notifications, 1 unread' })).toBeVisible();
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
	const orderId = await cleoHoldsIt();
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

	await cleo.call('POST', `/api/orders/${orderId}/cancel`, { reason: 'I have one already' });
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
