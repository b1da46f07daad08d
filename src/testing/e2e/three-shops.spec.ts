/** One basket from three shops, each of which goes its own way: nobody's order is touched by what becomes of the others'. */
import { expect, test, type Browser, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { sql } from 'kysely';
import { openMarket, type Market } from '#testing/market/open-market.ts';
import { joinMarket, listProduct, type Listed, type Person } from '#testing/market/people.ts';

let market: Market;
const contexts: BrowserContext[] = [];
test.beforeAll(async () => {
	market = await openMarket();
});
test.afterAll(async () => {
	await Promise.all(contexts.map((context) => context.close()));
	await market?.close();
});

async function enter(browser: Browser, { cookie }: Person): Promise<BrowserContext> {
	const context = await browser.newContext({ baseURL: market.url(), reducedMotion: 'reduce' });
	contexts.push(context);
	const [name, value] = cookie.split('=') as [string, string];
	await context.addCookies([{ name, value, url: market.url() }]);
	return context;
}

/** An open page, with a mark that a reload would wipe away. */
async function open(context: BrowserContext, path: string): Promise<Page> {
	const page = await context.newPage();
	await page.goto(path, { waitUntil: 'networkidle' });
	await page.evaluate(() => Object.assign(window, { hereSinceTheBeginning: true }));
	return page;
}
const neverReloaded = (page: Page) => page.evaluate(() => 'hereSinceTheBeginning' in window);

async function add(page: Page, thing: Listed, quantity: number): Promise<void> {
	await page.goto(thing.url);
	await page.getByLabel('Quantity').fill(String(quantity));
	await page.getByRole('button', { name: 'Add to basket' }).click();
	await page.waitForURL(/\/basket/);
}

async function checkOut(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Check out' }).click();
	await page.waitForURL(/\/checkout\//);
	await page.getByLabel('Name', { exact: true }).fill('Ben Peeters');
	await page.getByLabel('Street and number').fill('Graslei 8');
	await page.getByLabel('Postal code').fill('9000');
	await page.getByLabel('Town').fill('Ghent');
	await page.getByLabel('Country').selectOption('BE');
	await page.getByRole('button', { name: 'Pay €81.99' }).click();
	await expect(page.getByRole('heading', { name: 'Thank you' })).toBeVisible();
}

const line = (page: Page, thing: Listed): Locator =>
	page.locator('main ul.lines li').filter({ hasText: thing.name });
const part = (page: Page, heading: string): Locator =>
	page.locator('main section').filter({ has: page.getByRole('heading', { name: heading, exact: true }) });

test('X sends a part, Y cancels, Z refunds a line: each order, the checkout, the ledger and the provider’s list are right', async ({
	browser,
}) => {
	const [ben, x, y, z] = [
		await joinMarket(market, 'ben'),
		await joinMarket(market, 'xenia'),
		await joinMarket(market, 'yara'),
		await joinMarket(market, 'zoe'),
	];
	const candle = await listProduct(x, 'Beeswax candle', { stock: 5, amount: 1_000 });
	const bowl = await listProduct(y, 'Ash bowl', { stock: 5, amount: 2_500 });
	const cup = await listProduct(z, 'Espresso cup', { stock: 5, amount: 333 });
	const board = await listProduct(z, 'Olive board', { stock: 5, amount: 1_700 });

	const home = await enter(browser, ben);
	const buying = await home.newPage();
	for (const [thing, count] of [
		[candle, 3],
		[bowl, 1],
		[cup, 3],
		[board, 1],
	] as const)
		await add(buying, thing, count);
	await checkOut(buying);

	const checkout = await open(home, new URL(buying.url()).pathname);
	const whole = checkout.locator('main [role="status"]');
	await expect(whole).toContainText('It is paid, and each maker has been told.');
	const list = await open(home, '/orders');
	const together = list.getByText(/^Bought together/);
	await expect(together).toHaveText('Bought together · Paid');
	const rows = checkout.locator('main li');
	const orderAt = async (seller: Person) => {
		const row = rows.filter({ hasText: seller.username });
		const path = await row.getByRole('link', { name: /^Order/ }).getAttribute('href');
		return { row, path: path!, bens: await open(home, path!) };
	};
	const [atX, atY, atZ] = [await orderAt(x), await orderAt(y), await orderAt(z)];
	const desk = async (seller: Person, at: { path: string }) =>
		await open(await enter(browser, seller), `/sell${at.path}`);
	const [desks, bens] = [
		{ x: await desk(x, atX), y: await desk(y, atY), z: await desk(z, atZ) },
		{ x: atX.bens, y: atY.bens, z: atZ.bens },
	];

	// X takes it on and sends two of three.
	await desks.x.getByRole('button', { name: 'Accept the order' }).click();
	await expect(bens.x.getByText('The maker is making it ready.')).toBeVisible();
	await desks.x.getByLabel('Carrier').fill('bpost');
	await desks.x.getByLabel('Tracking code').fill('3232 1122 9000');
	await desks.x.getByText('Send only some of it now').click();
	await desks.x.getByLabel(candle.name).first().fill('2');
	await desks.x.getByRole('button', { name: 'It is on its way' }).click();
	await expect(desks.x.getByRole('heading', { name: 'Send the rest' })).toBeVisible();
	await expect(bens.x.getByText('Some of it is on its way to you; the rest follows.')).toBeVisible();
	await expect(bens.x.getByText('3232 1122 9000')).toBeVisible();
	await expect(whole).toContainText('Some of it is on its way to you; the rest follows.');
	await expect(together).toHaveText('Bought together · Partly on its way');

	// Y cannot make it.
	await desks.y.getByText('Cancel this order').click();
	await desks.y.getByLabel('Why').last().fill('The ash has split');
	await desks.y.getByRole('button', { name: 'Cancel and refund' }).click();
	await expect(bens.y.getByText('This order was cancelled.')).toBeVisible();
	await expect(whole).toContainText('One order was cancelled; the others are not touched by it.');

	// Z broke two of three cups, and gives their money back.
	await desks.z.getByText('Give some of the money back').click();
	await desks.z.getByLabel(cup.name).first().fill('2');
	await desks.z.getByLabel('Why').first().fill('Two broke in the kiln');
	await expect(desks.z.locator('p.sum').filter({ hasText: 'Goes back' })).toContainText('€6.66');
	await desks.z.getByRole('button', { name: 'Give this back' }).click();

	// The worker asks the provider; the pages that are open hear of it.
	for (const [page, sum, why] of [
		[bens.y, '€25.00', 'The ash has split'],
		[bens.z, '€6.66', 'Two broke in the kiln'],
	] as const) {
		const back = part(page, 'Your money comes back');
		await expect(back).toContainText(sum);
		await expect(back).toContainText(why);
		await expect(back).toContainText('Done');
	}
	for (const [page, sum] of [
		[desks.y, '€25.00'],
		[desks.z, '€6.66'],
	] as const)
		await expect(part(page, 'Given back')).toContainText(new RegExp(`${sum}.*Done`, 's'));

	// Each is right alone, for the buyer and for its maker.
	for (const page of [bens.x, desks.x]) {
		await expect(line(page, candle)).toContainText('2 of 3 sent');
		await expect(page.locator('main')).not.toContainText(/refunded|Cancelled/);
	}
	for (const page of [bens.y, desks.y]) await expect(line(page, bowl)).toContainText('Refunded');
	await expect(part(desks.y, 'What happened')).toContainText('cancelled by you');
	for (const page of [bens.z, desks.z]) {
		await expect(line(page, cup)).toContainText('2 refunded');
		await expect(line(page, board)).not.toContainText('refunded');
		await expect(page.locator('main')).not.toContainText(/Cancelled/);
	}
	await expect(desks.z.getByRole('button', { name: 'Accept the order' })).toBeVisible();
	await expect(atX.row).toContainText('Partly on its way');
	await expect(atY.row).toContainText('Cancelled');
	await expect(atZ.row).toContainText('Paid');
	await expect(together).toHaveText('Bought together · Partly on its way');
	for (const page of [checkout, list, ...Object.values(bens), ...Object.values(desks)])
		expect(await neverReloaded(page), page.url()).toBe(true);

	expect(await market.settle()).toEqual([]);
	const { entries, provider, listed } = await books();
	expect(entries).toBe(0);
	expect(provider).toEqual(listed);
	expect(provider).toEqual([
		['capture', 8_199],
		['refund', -2_500],
		['refund', -666],
	]);
});

/** The sum of all entries; what the ledger says of the provider's account; and the provider's own list of the same. */
async function books() {
	const [all, ours, theirs] = await Promise.all([
		sql<{ total: string }>`select sum(amount) as total from ledger_entries`.execute(market.db),
		sql<{ kind: string; amount: number }>`select t.kind, e.amount from ledger_entries e
			join ledger_transactions t on t.id = e.transaction_id where e.account = 'provider'
			order by t.kind, e.amount`.execute(market.db),
		sql<{ kind: string; amount: number }>`select case kind when 'charge' then 'capture' else kind end as kind,
				case kind when 'charge' then amount else -amount end as amount
			from sandbox_charges where outcome = 'succeeded' order by 1, 2`.execute(market.db),
	]);
	const pair = (row: { kind: string; amount: number }) => [row.kind, Number(row.amount)];
	return {
		entries: Number(all.rows[0]!.total),
		provider: ours.rows.map(pair),
		listed: theirs.rows.map(pair),
	};
}
