// npm run simulate [-- FLAGS]: random buyers and sellers, then a judgement. Exit 0: every promise was kept; 1: one was broken, or it
// could not run; 2: only told how to ask, nothing was started.
import { readFlags } from '../../src/testing/simulate/flags.ts';

const flags = readFlags(process.argv.slice(2));
if (typeof flags === 'string') {
	console.log(flags);
	process.exitCode = 2;
} else {
	process.argv.splice(2, 0, '--open-or-own', 'src/testing/simulate/main.ts');
	await import('./with-services.js');
}
