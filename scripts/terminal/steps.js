import { dim, green, red, yellow } from './paint.js';

const live = Boolean(process.stdout.isTTY) && process.env.CI === undefined;
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** Something the reader can do something about: shown as it is, without a stack. */
export class Halt extends Error {}

/**
 * Shows one piece of work as one line: turning while it lasts, then a tick and its seconds.
 * Without a terminal the line is written when the work is done, and once in between if it takes long.
 *
 * @template T
 * @param {string} title
 * @param {(note: (text: string) => void) => Promise<T>} work `note` adds a few words to the line
 * @returns {Promise<T>}
 */
export async function step(title, work) {
	const began = Date.now();
	let words = '';
	let frame = 0;
	const seconds = () => dim(`${((Date.now() - began) / 1000).toFixed(1)} s`);
	const line = (/** @type {string} */ mark) =>
		`  ${mark} ${title}${words ? dim(` · ${words}`) : ''}  ${seconds()}`;
	const draw = () => {
		// A line that wraps cannot be redrawn in place, hence the cut.
		const width = (process.stdout.columns ?? 80) + 24;
		process.stdout.write(`\r\u001b[K${line(frames[frame++ % frames.length] ?? '·').slice(0, width)}`);
	};
	const timer = live ? setInterval(draw, 100) : setTimeout(() => console.log(`  · ${title} …`), 8000);
	try {
		const result = await work((text) => (words = text));
		finish(line(green('✔')));
		return result;
	} catch (error) {
		finish(line(red('✖')));
		throw error;
	} finally {
		clearTimeout(timer);
	}

	/** @param {string} text */
	function finish(text) {
		clearTimeout(timer);
		process.stdout.write(live ? `\r\u001b[K${text}\n` : `${text}\n`);
	}
}

/** Something the reader should not miss, though the work goes on. @param {string} text */
export function loud(text) {
	for (const [at, line] of text.split('\n').entries())
		console.log(at === 0 ? `  ${yellow('!')} ${yellow(line)}` : `    ${yellow(line)}`);
}

/** @param {string} text */
export function say(text) {
	console.log(`    ${dim(text)}`);
}

/** Prints what stopped us: a Halt as its words, a bug with its stack. @param {unknown} error */
export function explain(error) {
	const text =
		error instanceof Halt
			? error.message
			: error instanceof Error
				? (error.stack ?? error.message)
				: String(error);
	console.error(
		`\n${text
			.split('\n')
			.map((line) => `  ${line}`)
			.join('\n')}\n`,
	);
}
