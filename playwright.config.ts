import { defineConfig, devices } from '@playwright/test';

export default defineConfig({
	testDir: 'src/testing/e2e',
	testMatch: '*.spec.ts',
	// Each file opens a market of real processes; two cores carry one of them at a time.
	workers: 1,
	fullyParallel: false,
	retries: 0,
	forbidOnly: true,
	timeout: 120_000,
	expect: { timeout: 15_000 },
	reporter: 'list',
	outputDir: 'test-results',
	use: {
		...devices['Desktop Chrome'],
		viewport: { width: 1280, height: 900 },
		trace: 'retain-on-failure',
		launchOptions: {
			...(process.env['CHROMIUM_PATH'] && { executablePath: process.env['CHROMIUM_PATH'] }),
			args: [
				'--no-sandbox',
				'--disable-quic',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
				'--no-first-run',
				'--disable-gpu',
			],
		},
	},
});
