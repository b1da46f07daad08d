/**
 * Imported first by a test whose market is paid by Stripe: what is imported after it reads this environment. (The setup file has
 * loaded the settings before, for the sandbox.)
 */
import { vi } from 'vitest';

process.env['PAYMENT_PROVIDER'] = 'stripe';
vi.resetModules();
