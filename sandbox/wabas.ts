/** The objects of the sandbox: WhatsApp Business Accounts with their flows, and ids of other things. */

export interface SandboxFlow {
  id: string;
  name: string;
  status: 'DRAFT' | 'PUBLISHED' | 'DEPRECATED' | 'BLOCKED' | 'THROTTLED';
  categories: string[];
}

export interface SandboxWaba {
  id: string;
  name: string;
  timezone_id: string;
  message_template_namespace: string;
  flows: SandboxFlow[];
}

const flow = (id: string, name: string, status: SandboxFlow['status'], category: string): SandboxFlow => ({
  id,
  name,
  status,
  categories: [category],
});

export const wabas: readonly SandboxWaba[] = [
  {
    id: '104996122399160',
    name: 'Lucky Shrub',
    timezone_id: '1',
    message_template_namespace: '5a9f1c20_7b1e_4c55_8d0a_1e2f3a4b5c6d',
    flows: [
      flow('901406135639897', 'Book a garden visit', 'PUBLISHED', 'APPOINTMENT_BOOKING'),
      flow('1075799863665884', 'Plant care survey', 'DRAFT', 'SURVEY'),
      flow('1455412218881488', 'Newsletter sign-up', 'PUBLISHED', 'SIGN_UP'),
    ],
  },
  {
    id: '639297322149561',
    name: 'Lucky Shrub Brasil',
    timezone_id: '25',
    message_template_namespace: '0c7d2e31_9a4b_4f60_a1b2_c3d4e5f60718',
    flows: [
      flow('812200934417265', 'Agendar visita', 'PUBLISHED', 'APPOINTMENT_BOOKING'),
      flow('733108845521907', 'Pesquisa de satisfação', 'DEPRECATED', 'SURVEY'),
    ],
  },
  {
    id: '215589313241560',
    name: 'Jasper’s Market',
    timezone_id: '138',
    message_template_namespace: '9d1e8f70_66aa_4b3c_92de_0f1e2d3c4b5a',
    flows: [
      flow('640127755310482', 'Order a fruit box', 'PUBLISHED', 'SHOPPING'),
      flow('588230196643071', 'Report a late delivery', 'THROTTLED', 'CUSTOMER_SUPPORT'),
      flow('529944170382615', 'Loyalty card', 'DRAFT', 'LEAD_GENERATION'),
    ],
  },
  // Seventeen digits: more than a JavaScript number holds.
  {
    id: '90071992547409931',
    name: 'Wind & Wool',
    timezone_id: '54',
    message_template_namespace: 'b1c2d3e4_f506_4718_8293_a4b5c6d7e8f9',
    flows: [],
  },
];

/** Ids that people mistake for the id of a WABA. */
export const otherNodes: readonly { id: string; type: string; fields: Record<string, string> }[] = [
  {
    id: '106540352242922',
    type: 'WhatsAppBusinessPhoneNumber',
    fields: { id: '106540352242922', display_phone_number: '+1 555-0100', verified_name: 'Lucky Shrub' },
  },
  {
    id: '506914307656634',
    type: 'Business',
    fields: { id: '506914307656634', name: 'Lucky Shrub Inc.' },
  },
];
