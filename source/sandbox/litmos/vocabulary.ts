/** Words that the invented tenant is made of. Some carry what real ones carry: markup, entities, quotes, emoji. */

/** Courses that everybody has. The second is escaped once too often, as such titles often arrive (fact sheet, 1.8). */
export const mandatoryTitles = [
	'Code of Conduct',
	'Health &amp; Safety at Work',
	'Information Security Awareness',
	'Data Protection & Privacy (GDPR)',
	'Preventing Harassment in the Workplace',
	'Anti-Bribery and Corruption',
	'Fire Safety Basics',
	'Welcome to the Company 👋',
	'Conflicts of Interest',
	'Business Continuity Essentials',
] as const;

export const subjects: readonly (readonly [title: string, code: string])[] = [
	['Excel "Pivot" Tables', 'XLS'],
	['Python for Analysts', 'PY'],
	['Negotiation', 'NEG'],
	['Forklift Operation', 'FLT'],
	['First Aid', 'AID'],
	['Customer Service', 'CS'],
	['Project Management', 'PM'],
	['Agile & Scrum', 'AGL'],
	['Food Hygiene', 'HACCP'],
	['Working at Height', 'WAH'],
	['Inclusive Leadership', 'LDR'],
	['Coaching Skills', 'COA'],
	['Cloud Foundations', 'CLD'],
	['Kubernetes', 'K8S'],
	['Secure Coding', 'SEC'],
	['Phishing & Social Engineering', 'SEC'],
	['Incident Response', 'SEC'],
	['Accounts Payable', 'FIN'],
	['IFRS 16 Leases', 'FIN'],
	['Anti-Money Laundering', 'AML'],
	['Lean Six Sigma', 'LSS'],
	['Manual Handling', 'MH'],
	['Time Management', 'TM'],
	['Presentation Skills', 'PRS'],
	['Conflict Resolution', 'CON'],
	['Salesforce Lightning', 'SF'],
	['Value Selling', 'SAL'],
	['Mental Health First Aid', 'MHFA'],
	['Lockout/Tagout', 'LOTO'],
	['Chemical Safety', 'CHE'],
	['SQL', 'SQL'],
	['Data Storytelling', 'DAT'],
	['Formation au management', 'MGT-FR'],
	['Sicherheitsunterweisung für Führungskräfte', 'SU-DE'],
	['Introducción a la gestión del tiempo', 'GT-ES'],
	['情報セキュリティ研修', 'SEC-JP'],
	['合规培训', 'CMP-CN'],
	['Охрана труда', 'OT-RU'],
	['السلامة المهنية', 'OHS-AR'],
	['Product Launch <b>New</b>', 'NPL'],
	['R&amp;D Stage Gates', 'RD'],
	["Manager's Toolkit", 'MGR'],
	['Onboarding: 30 / 60 / 90', 'ONB'],
	['Tom &amp;amp; Friends: Team Games', 'FUN'],
];

export const levels = [
	'Basics',
	'Essentials',
	'101',
	'Advanced',
	'Refresher',
	'for Managers',
	'in Practice',
	'Certification',
	'– Part 1',
	'– Part 2',
	'(2024)',
	'(2025 update)',
	'Masterclass',
	'Quick Guide',
	'Workshop',
] as const;

export const sentences = [
	'What every colleague needs to know, in twenty minutes.',
	'Watch the film, read the policy & answer ten questions.',
	'Pass mark: 80&nbsp;%. You may try three times.',
	'After this course you can explain the risks and the steps that lower them.',
	'Includes a case study, a checklist and a printable summary.',
	'Please finish before your first day on site.',
	'Questions? Ask the learning team at <a href="mailto:learning@example.com">learning@example.com</a>.',
	'Teilnahme nur nach Freigabe durch die Führungskraft.',
	'Captions in English, Français, Español & 日本語.',
] as const;

export const moduleTitles = ['Introduction', 'Video', 'Reading', 'Exercise', 'Case study', 'Quiz', 'Survey'] as const;

export const departments = [
	'Finance & Legal',
	'Sales',
	'Engineering',
	'Operations',
	'Customer Success',
	'People & Culture',
	'Marketing',
	'Logistics',
	'Research &amp; Development',
	'IT',
	'Facilities',
	'Procurement',
	'Quality',
	'Field Service',
	'Retail',
	'Contractors',
] as const;

export const places = [
	'Berlin',
	'São Paulo',
	'Dublin',
	'東京',
	'New York',
	'Kraków',
	'Singapore',
	'Sydney',
	'Warszawa',
	'Zürich',
	'القاهرة',
	'Toronto',
	'Lagos',
	'Mumbai',
	'København',
	'Melbourne "CBD"',
	'Night shift',
	'Building 4',
	'New starters 🌱',
	'Remote',
] as const;

export const brands = ['Default', 'Default', 'Default', 'Default', 'North America', 'EMEA', 'Partners', ''] as const;

export const jobs = [
	'Analyst',
	'Account Executive',
	'Warehouse Operative',
	'Nurse',
	'Engineer II',
	'Store Manager',
	'Head of People',
	'Technician',
	'Buyer',
	'Chauffeur·euse',
	'',
] as const;

export const companies = ['Northwind Academy', 'Fabrikam GmbH', 'Contoso & Sons', '', ''] as const;

export const learningPathTitles = [
	'New Starter Journey',
	'Leadership Pathway',
	'Site Induction',
	'Security Champion',
	'Sales Onboarding',
	'Return to Work',
	'Compliance Year 1',
] as const;
