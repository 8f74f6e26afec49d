import {generateKeyPairSync, randomBytes} from 'node:crypto';
import forge from 'node-forge';
import type {ConductorOneBehaviour} from './behaviour.ts';

export interface CertificatePair {
	/** PEM; the leaf, followed by nothing. */
	cert: string;
	key: string;
}

export interface Certificates {
	/** PEM of the authority that signed the good, the expired and the wrong-host certificate. */
	ca: string;
	pairs: Record<ConductorOneBehaviour['certificate'], CertificatePair>;
}

const day = 24 * 3_600_000;

interface Wish {
	name: string;
	hosts: string[];
	from: number;
	until: number;
	authority?: boolean;
	signer?: {cert: forge.pki.Certificate; key: forge.pki.rsa.PrivateKey};
}

let kept: {at: number; certificates: Certificates} | undefined;

/**
 * An authority and one certificate of each kind for 127.0.0.1 and localhost. All sandboxes of a process share them for an
 * hour: making the keys, and signing in plain JavaScript, takes a second.
 */
export function makeCertificates(now: number): Certificates {
	if (kept === undefined || Math.abs(now - kept.at) > 3_600_000) kept = {at: now, certificates: makeNew(now)};
	return kept.certificates;
}

function makeNew(now: number): Certificates {
	const from = now - 60_000;
	const until = now + 30 * day;
	const local = ['127.0.0.1', 'localhost'];
	const authority = make({name: 'Sandbox ConductorOne authority', hosts: [], from, until, authority: true});
	const signer = {cert: authority.cert, key: authority.key};
	return {
		ca: authority.pair.cert,
		pairs: {
			good: make({name: 'localhost', hosts: local, from, until, signer}).pair,
			expired: make({name: 'localhost', hosts: local, from: now - 3 * day, until: now - day, signer}).pair,
			'wrong-host': make({name: 'elsewhere.example', hosts: ['elsewhere.example'], from, until, signer}).pair,
			'self-signed': make({name: 'localhost', hosts: local, from, until}).pair,
		},
	};
}

function make(wish: Wish): {cert: forge.pki.Certificate; key: forge.pki.rsa.PrivateKey; pair: CertificatePair} {
	// Node's own generator: the library's, in plain JavaScript, takes seconds.
	const pem = generateKeyPairSync('rsa', {
		modulusLength: 2048,
		publicKeyEncoding: {type: 'spki', format: 'pem'},
		privateKeyEncoding: {type: 'pkcs8', format: 'pem'},
	});
	const key: forge.pki.rsa.PrivateKey = forge.pki.privateKeyFromPem(pem.privateKey);
	const cert = forge.pki.createCertificate();
	cert.publicKey = forge.pki.publicKeyFromPem(pem.publicKey);
	// The leading 01 keeps the number positive.
	cert.serialNumber = `01${randomBytes(15).toString('hex')}`;
	cert.validity.notBefore = new Date(wish.from);
	cert.validity.notAfter = new Date(wish.until);
	const subject = [{name: 'commonName', value: wish.name}];
	cert.setSubject(subject);
	cert.setIssuer(wish.signer ? wish.signer.cert.subject.attributes : subject);
	cert.setExtensions([
		{name: 'basicConstraints', cA: wish.authority ?? false, critical: true},
		wish.authority
			? {name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true}
			: {name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true},
		...(wish.authority ? [] : [{name: 'extKeyUsage', serverAuth: true}]),
		...(wish.hosts.length > 0 ? [{name: 'subjectAltName', altNames: wish.hosts.map(alternativeName)}] : []),
		{name: 'subjectKeyIdentifier'},
	]);
	cert.sign(wish.signer?.key ?? key, forge.md.sha256.create());
	return {cert, key, pair: {cert: forge.pki.certificateToPem(cert), key: pem.privateKey}};
}

function alternativeName(host: string): {type: number; ip?: string; value?: string} {
	return /^[\d.]+$/.test(host) ? {type: 7, ip: host} : {type: 2, value: host};
}
