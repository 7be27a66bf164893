/** The flows that the sandbox begins with, account by account. */

export type FlowStatus = 'DRAFT' | 'PUBLISHED' | 'DEPRECATED' | 'BLOCKED' | 'THROTTLED';

export interface SampleFlow {
  id: string;
  name: string;
  status: FlowStatus;
  category: string;
  /** Asks an endpoint for its data, instead of holding all of it. */
  endpoint?: true;
}

const flow = (
  id: string,
  name: string,
  status: FlowStatus,
  category: string,
  endpoint?: true,
): SampleFlow => ({
  id,
  name,
  status,
  category,
  ...(endpoint ? { endpoint } : {}),
});

const luckyShrub = [
  flow('901406135639897', 'Book a garden visit', 'PUBLISHED', 'APPOINTMENT_BOOKING', true),
  flow('1075799863665884', 'Plant care survey', 'DRAFT', 'SURVEY'),
  flow('1455412218881488', 'Newsletter sign-up', 'PUBLISHED', 'SIGN_UP'),
];

const luckyShrubBrasil = [
  flow('812200934417265', 'Agendar visita', 'PUBLISHED', 'APPOINTMENT_BOOKING', true),
  flow('733108845521907', 'Pesquisa de satisfação', 'DEPRECATED', 'SURVEY'),
];

// More than a page of them, as a team gathers over two years.
const jaspersMarket = [
  flow('640127755310482', 'Order a fruit box', 'PUBLISHED', 'SHOPPING', true),
  flow('588230196643071', 'Report a late delivery', 'THROTTLED', 'CUSTOMER_SUPPORT', true),
  flow('529944170382615', 'Loyalty card', 'DRAFT', 'LEAD_GENERATION'),
  flow('531207748190664', 'Choose a delivery slot', 'PUBLISHED', 'APPOINTMENT_BOOKING', true),
  flow('534018829467351', 'Change delivery address', 'PUBLISHED', 'CUSTOMER_SUPPORT', true),
  flow('537726401953820', 'Weekly meal plan', 'PUBLISHED', 'SIGN_UP'),
  flow('541390067742158', 'Allergy profile', 'DRAFT', 'SIGN_UP'),
  flow('544802193658470', 'Rate your delivery', 'PUBLISHED', 'SURVEY'),
  flow('548117530926384', 'Recipe of the month vote', 'DEPRECATED', 'SURVEY'),
  flow('552640918377205', 'Wine tasting RSVP', 'PUBLISHED', 'APPOINTMENT_BOOKING'),
  flow('556093471820649', 'Corporate catering enquiry', 'PUBLISHED', 'LEAD_GENERATION'),
  flow('559418826073511', 'Catering menu builder', 'DRAFT', 'SHOPPING', true),
  flow('563275109846027', 'Return empty crates', 'PUBLISHED', 'CUSTOMER_SUPPORT'),
  flow('566901382745519', 'Report a missing item', 'PUBLISHED', 'CUSTOMER_SUPPORT', true),
  flow('570338264109875', 'Refund preferences', 'DRAFT', 'CUSTOMER_SUPPORT'),
  flow('573862017495238', 'Contact a store', 'PUBLISHED', 'CONTACT_US'),
  flow('577140693822406', 'Find your nearest store', 'PUBLISHED', 'CONTACT_US', true),
  flow('581726340915783', 'Careers: application', 'PUBLISHED', 'LEAD_GENERATION'),
  flow('585093718264410', 'Careers: interview slot', 'DRAFT', 'APPOINTMENT_BOOKING', true),
  flow('591478206630957', 'Christmas hamper order', 'DEPRECATED', 'SHOPPING'),
  flow('594820371596042', 'Easter hamper order', 'DEPRECATED', 'SHOPPING'),
  flow('598164093728815', 'Summer hamper order', 'PUBLISHED', 'SHOPPING', true),
  flow('602539817460293', 'Supplier onboarding', 'DRAFT', 'SIGN_UP'),
  flow('605911742083364', 'Supplier weekly report', 'BLOCKED', 'OTHER', true),
  flow('609347205918726', 'Sign in with a code', 'PUBLISHED', 'SIGN_IN', true),
  flow('612780349165507', 'Update payment reminder', 'PUBLISHED', 'OTHER'),
  flow('616205983741628', 'Customer council', 'PUBLISHED', 'SURVEY'),
  flow('619673418025590', 'Price match request', 'DRAFT', 'CUSTOMER_SUPPORT'),
  flow('623094857316247', 'Gift card balance', 'PUBLISHED', 'CUSTOMER_SUPPORT', true),
  flow('627581930462718', 'Leave a review', 'PUBLISHED', 'SURVEY'),
];

export const sampleFlows: Readonly<Record<string, readonly SampleFlow[]>> = {
  '104996122399160': luckyShrub,
  '639297322149561': luckyShrubBrasil,
  '215589313241560': jaspersMarket,
};

/** A Flow JSON of one screen, in the manner of a simple form. */
export function sampleFlowJson({ name, endpoint }: Pick<SampleFlow, 'name' | 'endpoint'>): string {
  const complete = { name: 'complete', payload: { answer: `\${form.answer}` } };
  const screen = {
    id: 'START',
    title: name.slice(0, 30),
    terminal: true,
    data: {},
    layout: {
      type: 'SingleColumnLayout',
      children: [
        { type: 'TextHeading', text: name },
        { type: 'TextInput', name: 'answer', label: 'Your answer', required: true },
        { type: 'Footer', label: 'Send', 'on-click-action': complete },
      ],
    },
  };
  const exchange = endpoint ? { data_api_version: '3.0', routing_model: { START: [] } } : {};
  return JSON.stringify({ version: '7.1', ...exchange, screens: [screen] }, null, 2);
}
