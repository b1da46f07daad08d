/** The address book's page: fields follow the country, by keyboard, at 320 px, and without a script. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Browser, type BrowserContextOptions } from '@playwright/test';
import { openMarket, type Market } from '#testing/market/open-market.ts';
import { joinMarket, type Person } from '#testing/market/people.ts';

let market: Market;
test.beforeAll(async () => void (market = await openMarket()));
test.afterAll(async () => await market?.close());

async function bookOf(browser: Browser, person: Person, options: BrowserContextOptions = {}) {
	const context = await browser.newContext({
		...{ reducedMotion: 'reduce', baseURL: market.url(), viewport: { width: 320, height: 780 } },
		...options,
	});
	const [name, value] = person.cookie.split('=') as [string, string];
	await context.addCookies([{ name, value, url: market.url() }]);
	const page = await context.newPage();
	await page.goto('/account/addresses');
	return page;
}

test('the fields follow the country, say what to mend, and fit a narrow screen', async ({ browser }) => {
	const page = await bookOf(browser, await joinMarket(market, 'ben'));
	await expect(page.getByLabel('Region')).toBeVisible();
	await page.getByLabel('Country').selectOption('HK');
	await expect(page.getByLabel(/postal code/i)).toHaveCount(0);
	await page.getByLabel('Country').selectOption('US');
	await expect(page.getByLabel('State')).toBeVisible();
	await page.getByLabel('Name').fill('Ben Peeters');
	await page.getByLabel('Street').fill('5 Mission Street');
	await page.getByLabel('City').fill('San Francisco');
	await page.getByLabel('ZIP code').fill('941');
	await page.getByLabel('State').selectOption('CA');
	await page.getByRole('button', { name: 'Keep this address' }).press('Enter');
	await expect(page.getByText('Give the ZIP code, such as 94103')).toBeVisible();
	await expect(page.getByLabel('ZIP code')).toBeFocused();
	await expect(page.getByLabel('State')).toHaveValue('CA');
	const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
	expect(violations).toEqual([]);
	expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
	await page.getByLabel('ZIP code').fill('94103');
	await page.getByLabel('ZIP code').press('Enter');
	await expect(page.getByText('It stands in your book.')).toBeVisible();
	await expect(page.locator('address')).toContainText('San Francisco, CA 94103');
	await page.getByRole('link', { name: 'Change 5 Mission Street' }).click();
	await expect(page.getByLabel('State')).toHaveValue('CA');
});

test('without a script every field is there, and the market says what is missing', async ({ browser }) => {
	const page = await bookOf(browser, await joinMarket(market, 'cleo'), { javaScriptEnabled: false });
	await page.getByLabel('Country').selectOption('US');
	await page.getByLabel('Name').fill('Cleo');
	await page.getByLabel('Street and number').fill('1 Main Street');
	await page.getByLabel('Town or city').fill('Austin');
	await page.getByLabel('Postal code').fill('78701');
	await page.getByRole('button', { name: 'Keep this address' }).click();
	await expect(page.getByText('Give the state, such as AL')).toBeVisible();
	await page.getByLabel('State').selectOption('TX');
	await page.getByRole('button', { name: 'Keep this address' }).click();
	await expect(page.locator('address')).toContainText('Austin, TX 78701');
	await page.getByLabel('Country').selectOption('SG');
	await page.getByLabel('Name').fill('Cleo');
	await page.getByLabel('Street and number').fill('8 Orchard Road');
	await page.getByLabel('Postal code').fill('238801');
	await page.getByRole('button', { name: 'Keep this address' }).click();
	await expect(page.locator('address').first()).toContainText('Austin');
	await expect(page.locator('address').nth(1)).toContainText('Singapore 238801');
	await page.getByRole('button', { name: 'Offer 8 Orchard Road first' }).click();
	await expect(page.locator('address').first()).toContainText('Singapore 238801');
	await page.getByRole('button', { name: 'Remove 8 Orchard Road' }).click();
	await expect(page.locator('address')).toHaveCount(1);
});
