// What a browser is sent: few files that compress well together, and of Socket.IO only the transport that is used.

/** The machinery, the shell, and what cards of products are made of; whatever these need comes along. */
const everywhere = [
	/node_modules[\\/](svelte|@sveltejs|esm-env|devalue|clsx|socket\.io|engine\.io|@socket\.io)/,
	/[\\/]src[\\/]routes[\\/]\+(layout|error)\.svelte/,
	/[\\/]src[\\/]realtime[\\/]/,
	/vite[\\/]preload-helper/,
	/[\\/]src[\\/]lib[\\/]ui[\\/](ProductCard|Button|QuantityStepper)\.svelte/,
];
/** Of the machinery, what only some pages use; where the above does need it, it comes along all the same. */
const elsewhere =
	/svelte[\\/]src[\\/](transition|reactivity[\\/]map|.*[\\/](transitions|custom-element|bindings[\\/]\w+)\.js)|runtime[\\/]app[\\/]forms/;

/**
 * The dozens of small files that SvelteKit would send for a page cost more than they hold: each starts its own compression
 * and its own request. What every page shares becomes one file, which is fetched once and kept.
 *
 * @returns {import('vite').Plugin}
 */
export function fewFiles() {
	return {
		name: 'marketday:few-files',
		apply: 'build',
		config(_config, { isSsrBuild }) {
			if (isSsrBuild) return;
			const groups = [
				{
					name: 'market',
					priority: 2,
					test: (/** @type {string} */ id) =>
						everywhere.some((pattern) => pattern.test(id)) && !elsewhere.test(id),
				},
				// Forms, tables and what else the working pages are made of.
				{ name: 'desk', priority: 1, test: /[\\/]src[\\/]lib[\\/]ui[\\/]/, minShareCount: 2 },
				// What buying and orders are made of.
				{
					name: 'till',
					priority: 1,
					test: /[\\/]src[\\/](orders|payments|lib[\\/](address|countries|postal))|runtime[\\/]app[\\/]forms/,
					minShareCount: 2,
				},
			];
			return { build: { rolldownOptions: { output: { codeSplitting: { groups } } } } };
		},
	};
}

const NO_BINARY = 'export const isBinary = () => false; export const hasBinary = isBinary;';
const NO_PARTS = `const never = () => { throw new Error('binary'); };
export { never as deconstructPacket, never as reconstructPacket };`;

const NO_BASE64 = `const never = () => { throw new Error('binary'); };
export { never as decode, never as encode };`;

/**
 * The browser's sockets are WebSockets from the first byte and carry only JSON, so the code that polls and the code that looks
 * for binary parts are left out.
 *
 * @returns {import('vite').Plugin}
 */
export function webSocketsOnly() {
	const binary = /[\\/]socket\.io-parser[\\/]build[\\/]esm[\\/](is-)?binary\.js$/;
	const base64 = /engine\.io-parser[\\/]build[\\/]esm[\\/]contrib[\\/]base64-arraybuffer\.js$/;
	const transports = /[\\/]engine\.io-client[\\/]build[\\/]esm[\\/]transports[\\/]/;
	return {
		name: 'marketday:websockets-only',
		apply: 'build',
		transform(code, id) {
			if (this.environment.config.consumer !== 'client') return;
			if (binary.test(id)) return { code: id.includes('is-binary') ? NO_BINARY : NO_PARTS, map: null };
			// Only polling writes binary as text.
			if (base64.test(id)) return { code: NO_BASE64, map: null };
			if (!transports.test(id)) return;
			if (/(polling|webtransport)[^\\/]*$/.test(id)) return { code, map: null, moduleSideEffects: false };
			if (!/index\.js$/.test(id)) return;
			return {
				code: `import { WS } from './websocket.js';\nexport const transports = { websocket: WS };`,
				map: null,
			};
		},
	};
}
