import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** @param {...string} parts inside the checkout */
export const at = (...parts) => path.join(root, ...parts);

/** Everything a run leaves behind: databases, mails, pictures, logs. Deleting it starts afresh. @param {...string} parts */
export const data = (...parts) => at('.data', ...parts);

/** @param {string} name */
export const logFile = (name) => data('log', `${name}.log`);

/** What is unpacked once for all checkouts of this user. @param {...string} parts */
export const cache = (...parts) =>
	path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'marketday', ...parts);
