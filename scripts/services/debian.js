// Debian packages, unpacked into this user's cache without root and without touching the system.
import {
	existsSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { atEnd } from '../processes/lifetime.js';
import { run } from '../processes/run.js';
import { cache, logFile } from '../paths.js';
import { Halt } from '../terminal/steps.js';
import { findProgram } from './find-program.js';

const day = 24 * 60 * 60 * 1000;

/** @type {Map<string, Promise<Unpacked>>} */
const attempts = new Map();

/**
 * @typedef {object} Unpacked
 * @property {string} folder the root of the unpacked tree
 * @property {string[]} libraries folders with its shared libraries
 * @property {string | undefined} loader its own dynamic loader, where it brings its own libc
 */

/**
 * Unpacks packages and all they depend on, once, and returns where. What is there already is used as it is, so a
 * suite that moves on does not change a machine that works.
 *
 * @param {object} wanted
 * @param {string} wanted.name of the folder in the cache
 * @param {'sid' | 'own'} wanted.suite Debian's unstable, or whatever this machine itself is subscribed to
 * @param {string[]} wanted.packages
 * @param {(note: string) => void} wanted.note
 * @param {(unpacked: Unpacked) => Promise<unknown>} [wanted.finish] last touches, and a look whether it works
 * @returns {Promise<Unpacked>}
 */
export function unpackDebian(wanted) {
	// Who failed once in this run is not asked again: a database and a Redis may come from the same place.
	const begun = attempts.get(wanted.name) ?? unpack(wanted);
	attempts.set(wanted.name, begun);
	return begun;
}

/** @param {Parameters<typeof unpackDebian>[0]} wanted @returns {Promise<Unpacked>} */
async function unpack({ name, suite, packages, note, finish }) {
	const place = cache(name);
	if (existsSync(place)) return describe(path.join(place, 'root'), suite);
	if (!findProgram('apt-get') || !findProgram('dpkg-deb')) throw new Halt('this system has no apt-get');

	sweepOldAttempts();
	// Half-made folders never carry the final name: Ctrl-C leaves nothing that looks finished.
	const work = cache(`${name}.part-${process.pid}`);
	const folder = path.join(work, 'root');
	const clear = () => rmSync(work, { recursive: true, force: true });
	atEnd(clear);
	try {
		await fill(work, { name, suite, packages, note });
		await finish?.(describe(folder, suite));
		renameSync(work, place);
	} catch (error) {
		clear();
		// Another checkout may have been faster: theirs is as good as ours.
		if (!existsSync(place)) throw error;
	}
	return describe(path.join(place, 'root'), suite);
}

/**
 * @param {string} work
 * @param {{ name: string, suite: 'sid' | 'own', packages: string[], note: (note: string) => void }} wanted
 */
async function fill(work, { name, suite, packages, note }) {
	const folder = path.join(work, 'root');
	for (const each of ['lists/partial', 'archives/partial', 'root'])
		mkdirSync(path.join(work, each), { recursive: true });
	writeFileSync(path.join(work, 'status'), '');

	const apt = aptOptions(work, suite);
	note('reading package lists');
	await run({
		command: 'apt-get',
		args: [...apt, 'update'],
		log: logFile(`${name}-lists`),
		what: 'apt-get update',
	});
	note('downloading');
	const install = [...apt, '-y', '--download-only', 'install', ...packages];
	await run({
		command: 'apt-get',
		args: install,
		log: logFile(`${name}-download`),
		what: 'apt-get download',
	});
	note('unpacking');
	const archives = readdirSync(path.join(work, 'archives'))
		.filter((file) => file.endsWith('.deb'))
		// With its own suite a machine uses its own libc: a second one beside a running loader does not work.
		.filter((file) => suite !== 'own' || !/^(libc6|libc-bin)_/.test(file))
		.map((file) => path.join(work, 'archives', file));
	await run({
		command: 'sh',
		args: ['-c', 'for deb; do dpkg-deb -x "$deb" "$0" || exit; done', folder, ...archives],
		log: logFile(`${name}-unpack`),
		what: 'Unpacking',
	});
	for (const each of ['lists', 'archives', 'pkgcache.bin', 'srcpkgcache.bin'])
		rmSync(path.join(work, each), { recursive: true, force: true });
	for (const each of ['doc', 'man', 'locale', 'info', 'perl', 'lintian'])
		rmSync(path.join(folder, 'usr/share', each), { recursive: true, force: true });
}

/** @param {string} work @param {'sid' | 'own'} suite */
function aptOptions(work, suite) {
	const options = [
		`Dir::State=${work}`,
		`Dir::State::Lists=${work}/lists`,
		`Dir::State::status=${work}/status`,
		`Dir::Cache=${work}`,
		`Dir::Cache::archives=${work}/archives`,
		'Debug::NoLocking=1',
		`APT::Sandbox::User=${os.userInfo().username}`,
		'Acquire::Languages=none',
		'APT::Install-Recommends=0',
		'Acquire::Retries=3',
	];
	if (suite === 'sid') {
		writeFileSync(path.join(work, 'sources.list'), `deb ${keyring()}${mirror()} sid main\n`);
		options.push(
			`Dir::Etc::SourceList=${work}/sources.list`,
			'Dir::Etc::SourceParts=/dev/null',
			'Dir::Etc::Preferences=/dev/null',
			'Dir::Etc::PreferencesParts=/dev/null',
		);
	}
	return ['-q', ...options.flatMap((option) => ['-o', option])];
}

/** The mirror this machine itself uses. */
function mirror() {
	if (!/^ID=debian$/m.test(readIfThere('/etc/os-release'))) throw new Halt('this is not Debian');
	const parts = '/etc/apt/sources.list.d';
	const files = existsSync(parts) ? readdirSync(parts).map((file) => path.join(parts, file)) : [];
	const text = [...files.filter((file) => /\.(sources|list)$/.test(file)), '/etc/apt/sources.list']
		.map(readIfThere)
		.join('\n');
	const addresses = [
		...text.matchAll(/^URIs:\s*(\S+)/gm),
		...text.matchAll(/^deb\s+(?:\[[^\]]*\]\s+)?(\S+)/gm),
	].map(([, address = '']) => address);
	const found = addresses.find((address) => /\/debian\/?$/.test(address));
	if (!found) throw new Halt('no Debian mirror in /etc/apt');
	return found;
}

function keyring() {
	const file = '/usr/share/keyrings/debian-archive-keyring.gpg';
	return existsSync(file) ? `[signed-by=${file}] ` : '';
}

/** @param {string} file */
function readIfThere(file) {
	return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** @param {string} folder @param {'sid' | 'own'} suite @returns {Unpacked} */
function describe(folder, suite) {
	const libraries = [];
	for (const base of ['usr/lib', 'lib'])
		for (const entry of listIfThere(path.join(folder, base)))
			if (entry.endsWith('-linux-gnu')) libraries.push(path.join(folder, base, entry));
	const loader =
		suite === 'own'
			? undefined
			: ['usr/lib64', 'usr/lib', 'lib64', 'lib']
					.flatMap((base) =>
						listIfThere(path.join(folder, base)).map((entry) => path.join(folder, base, entry)),
					)
					.find((file) => /ld-linux-[^/]*\.so\.\d$/.test(file));
	return { folder, libraries, loader };
}

/** @param {string} folder */
function listIfThere(folder) {
	return existsSync(folder) ? readdirSync(folder) : [];
}

function sweepOldAttempts() {
	for (const entry of listIfThere(cache()))
		if (entry.includes('.part-') && Date.now() - statSync(cache(entry)).mtimeMs > day)
			rmSync(cache(entry), { recursive: true, force: true });
}

/**
 * How to call a program of an unpacked tree.
 *
 * @param {Unpacked} unpacked
 * @param {string} program its path inside the tree
 * @returns {{ command: string, args: string[], env: Record<string, string> }}
 */
export function unpackedProgram({ folder, libraries, loader }, program) {
	const file = path.join(folder, program);
	if (loader) return { command: loader, args: ['--library-path', libraries.join(':'), file], env: {} };
	return { command: file, args: [], env: { LD_LIBRARY_PATH: libraries.join(':') } };
}
