import {Breadcrumbs} from './breadcrumbs.tsx';

export default <Breadcrumbs crumbs={['Accounts', 'Maria Müller', 'Data Privacy 2026', 'Everybody who holds it']} />;
