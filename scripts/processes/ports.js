import net from 'node:net';
import { Halt, loud } from '../terminal/steps.js';

/**
 * A port nobody listens on now. Another process may still take it before we do, so callers try again on failure.
 *
 * @param {string} [host]
 * @returns {Promise<number>}
 */
export async function freePort(host = '127.0.0.1') {
	return /** @type {Promise<number>} */ (listenOnce(0, host));
}

/**
 * The port for the web: the one asked for, or, if nobody asked for one, 3000 or the next free one.
 *
 * @param {string | undefined} asked
 * @param {string} host
 */
export async function webPort(asked, host) {
	if (asked) {
		const port = Number(asked);
		if (!Number.isInteger(port) || port < 1 || port > 65_535)
			throw new Halt(`PORT must be a number from 1 to 65535; it is "${asked}".`);
		if (!(await isFree(port, host)))
			throw new Halt(`Port ${port} is taken. Free it, or choose another: PORT=${port + 1} npm start`);
		return port;
	}
	for (let port = 3000; port < 3100; port++)
		if (await isFree(port, host)) {
			if (port !== 3000) loud(`Port 3000 is taken, so the market opens on ${port}. Choose one with PORT=…`);
			return port;
		}
	throw new Halt('Ports 3000 to 3099 are all taken. Choose another: PORT=8080 npm start');
}

/** @param {number} port @param {string} host */
async function isFree(port, host) {
	// Loopback is tried as well: listening on every address succeeds on some systems beside a loopback listener.
	for (const address of new Set([host, '127.0.0.1']))
		if ((await listenOnce(port, address)) === undefined) return false;
	return true;
}

/** @param {number} port @param {string} host @returns {Promise<number | undefined>} */
function listenOnce(port, host) {
	return new Promise((resolve) => {
		const server = net.createServer();
		server.once('error', () => resolve(undefined));
		server.listen({ port, host, exclusive: true }, () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
		});
	});
}
