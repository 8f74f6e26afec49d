import {Breadcrumbs} from '../../../source/ui/components/breadcrumbs/breadcrumbs.tsx';

export default <Breadcrumbs crumbs={['Accounts', 'Maria Müller', 'Data Privacy 2026', 'Everybody who holds it']} />;
