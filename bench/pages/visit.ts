/** One visit to one page by a phone that has never been there. */
import type { Browser } from '@playwright/test';

export const PHONE = {
	slowdown: 4,
	line: 'Chrome DevTools’ “Fast 4G”',
	network: {
		offline: false,
		downloadThroughput: (9_000_000 / 8) * 0.9,
		uploadThroughput: (1_500_000 / 8) * 0.9,
		latency: 60 * 2.75,
	},
};
const SCREEN = {
	viewport: { width: 412, height: 823 },
	deviceScaleFactor: 1.75,
	isMobile: true,
	hasTouch: true,
};
/** For what comes late: pictures, shifts, long tasks. */
const QUIET_MS = 1_500;

export type Visit = {
	/** The server's part: what delays a request on its way is added in front of the page, not here. */
	ttfb: number;
	fcp: number;
	lcp: number;
	cls: number;
	interactive: number;
	/** Beyond 50 ms of each long task after the first paint. */
	blocked: number;
	/** As sent. */
	scriptKb: number;
};

export async function visit(
	browser: Browser,
	url: string,
	{ cookie, latency }: { cookie: string; latency: number },
): Promise<Visit> {
	const context = await browser.newContext(SCREEN);
	try {
		const [name, value] = cookie.split('=') as [string, string];
		await context.addCookies([{ name, value, url }]);
		const page = await context.newPage();
		const devtools = await context.newCDPSession(page);
		await devtools.send('Network.enable');
		await devtools.send('Network.emulateNetworkConditions', { ...PHONE.network, latency });
		await devtools.send('Emulation.setCPUThrottlingRate', { rate: PHONE.slowdown });
		const scripts = new Set<string>();
		let bytes = 0;
		devtools.on('Network.responseReceived', ({ requestId, type }) => {
			if (type === 'Script') scripts.add(requestId);
		});
		devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
			if (scripts.has(requestId)) bytes += encodedDataLength;
		});
		await page.goto(url, { waitUntil: 'load' });
		await page.waitForTimeout(QUIET_MS);
		const told = await page.evaluate(async () => {
			const read = (type: string) =>
				new Promise<PerformanceEntry[]>((resolve) => {
					const observer = new PerformanceObserver((list) => resolve(list.getEntries()));
					observer.observe({ type, buffered: true });
					setTimeout(() => resolve([]), 200);
				});
			const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
			const fcp = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN;
			const paints = await read('largest-contentful-paint');
			const shifts = (await read('layout-shift')) as (PerformanceEntry & {
				value: number;
				hadRecentInput: boolean;
			})[];
			const tasks = await read('longtask');
			const scripted = document.querySelector('script') !== null;
			const marked = performance.getEntriesByName('interactive')[0]?.startTime;
			return {
				ttfb: navigation?.responseStart ?? NaN,
				fcp,
				lcp: paints.at(-1)?.startTime ?? NaN,
				cls: shifts.reduce((sum, shift) => sum + (shift.hadRecentInput ? 0 : shift.value), 0),
				interactive: Math.max(fcp, marked ?? (scripted ? NaN : 0)),
				blocked: tasks
					.filter((task) => task.startTime + task.duration > fcp)
					.reduce((sum, task) => sum + Math.max(0, task.duration - 50), 0),
			};
		});
		return { ...told, scriptKb: bytes / 1024 };
	} finally {
		await context.close();
	}
}
