/** What a person types stays while the page's data are loaded anew, and gives way when the page has something else to say. */
import { expect, test, type Browser, type Page } from '@playwright/test';
import { openMarket, type Market } from '#testing/market/open-market.ts';
import { joinMarket, listProduct, type Person } from '#testing/market/people.ts';

let market: Market;
let ana: Person;
test.beforeAll(async () => {
	market = await openMarket();
	ana = await joinMarket(market, 'ana');
});
test.afterAll(async () => await market?.close());

async function openAs(browser: Browser, person: Person, path: string): Promise<Page> {
	const context = await browser.newContext({ baseURL: market.url(), reducedMotion: 'reduce' });
	const [name, value] = person.cookie.split('=') as [string, string];
	await context.addCookies([{ name, value, url: market.url() }]);
	const page = await context.newPage();
	await page.goto(path, { waitUntil: 'networkidle' });
	return page;
}

const loads = (page: Page) => page.waitForResponse((answer) => answer.url().includes('__data.json'));

test('Ana writes a coupon while another device of hers makes one: the list grows, her words stay', async ({
	browser,
}) => {
	await listProduct(ana, 'A bowl to have a shop');
	const page = await openAs(browser, ana, '/sell/coupons');
	await page.getByLabel('Code').fill('SPRING');
	await page.getByLabel('How many per cent off').fill('15');
	await page.getByLabel('What it does').selectOption('fixed');
	await expect(page.getByLabel('How much off')).toHaveValue('15');

	const made = await ana.call('POST', '/api/shop/coupons', { code: 'WINTER', kind: 'percent', value: 10 });
	expect(made.status).toBe(201);
	await expect(page.getByText('WINTER').first()).toBeVisible();
	await expect(page.getByLabel('Code')).toHaveValue('SPRING');
	await expect(page.getByLabel('What it does')).toHaveValue('fixed');
	await expect(page.getByLabel('How much off')).toHaveValue('15');

	// Its own answer empties the form; a refused one gives back what was typed.
	await page.getByLabel('How much off').fill('lots');
	await page.getByRole('button', { name: 'Give it out' }).click();
	await expect(page.getByLabel('How much off')).toHaveAttribute('aria-invalid', 'true');
	await expect(page.getByLabel('Code')).toHaveValue('SPRING');
	await page.getByLabel('How much off').fill('5');
	await page.getByRole('button', { name: 'Give it out' }).click();
	await expect(page.getByText('SPRING').first()).toBeVisible();
	await expect(page.getByLabel('Code')).toHaveValue('');
	await expect(page.getByLabel('What it does')).toHaveValue('percent');
});

test('a saved name stands in its field, also after a way through other pages', async ({ browser }) => {
	const ben = await joinMarket(market, 'ben');
	const page = await openAs(browser, ben, '/');
	await page.locator('header').getByText(ben.username).click();
	await page.getByRole('link', { name: 'Account' }).click();
	await page.getByRole('textbox', { name: 'Town' }).fill('Ghent');
	await Promise.all([loads(page), page.getByRole('button', { name: 'Save' }).click()]);
	await expect(
		page.getByText('from Ghent', { exact: false }).or(page.getByText('going to Ghent')),
	).toBeVisible();
	await expect(page.getByRole('textbox', { name: 'Town' })).toHaveValue('Ghent');
	await expect(page.getByLabel('Name on the market')).toHaveValue(ben.username);
});

test('Ana rewrites a description while another window of hers renames the thing: the name follows, her words stay', async ({
	browser,
}) => {
	const bowl = await listProduct(ana, 'A bowl to describe');
	const page = await openAs(browser, ana, `/sell/products/${bowl.id}`);
	await page.getByLabel('Description').fill('Thrown twice, since the first one');
	await page.getByLabel('Category').selectOption('jewellery');
	expect((await ana.call('PUT', `/api/products/${bowl.id}`, { name: 'A bowl renamed' })).status).toBe(200);
	await expect(page.getByRole('heading', { name: 'A bowl renamed' })).toBeVisible();
	await expect(page.getByLabel('Name')).toHaveValue('A bowl renamed');
	await expect(page.getByLabel('Description')).toHaveValue('Thrown twice, since the first one');
	await expect(page.getByLabel('Category')).toHaveValue('jewellery');
});
