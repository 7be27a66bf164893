/** Endpoint templates of the WhatsApp Flows connector for data destinations that change flows and the account. */
import { type EndpointTemplate, endpoint, posting } from './endpoint.ts';
import {
  anyText,
  categories,
  choice,
  flowId,
  flowJson,
  jsonOf,
  line,
  optional,
  paragraph,
  phoneNumberId,
  plainId,
  rare,
  toggle,
  url,
} from './parameters.ts';
import { manualBody, manualPath, manualQuery, metaDocs } from './whatsapp-manual.ts';

const management = 'whatsapp_business_management';

const flowName = () =>
  line('Flow name', 'How the flow is called at Meta; no other flow of the account has it.', 200);
const endpointUri = () =>
  url('Endpoint URI', 'Where your server answers this flow; only for flows that exchange data.');

export const whatsappChanges: readonly EndpointTemplate[] = [
  endpoint({
    id: 'create-flow',
    kind: 'destination',
    group: 'Flows',
    name: 'Create a flow',
    summary: 'Makes a new flow, as a draft unless it shall be published at once.',
    effect: 'changes',
    permission: management,
    docs: metaDocs.flows,
    parameters: {
      name: flowName(),
      categories: categories(),
      flowJson: optional(flowJson()),
      publish: toggle(
        'Publish at once',
        'Only with a Flow JSON that has no errors. New JSON would make it a draft again.',
      ),
      cloneFlowId: rare({ ...flowId('A flow whose screens are copied.'), label: 'Copy of' }),
      endpointUri: rare(endpointUri()),
    },
    conflict: ({ flowJson, publish, cloneFlowId }) => {
      if (publish && !flowJson)
        return { field: 'flowJson', message: 'Publishing at once needs the Flow JSON.' };
      return flowJson && cloneFlowId
        ? { field: 'cloneFlowId', message: 'Give either a Flow JSON or a flow to copy, not both.' }
        : null;
    },
    request: ({ name, categories, flowJson, publish, cloneFlowId, endpointUri }, { wabaId }) =>
      posting(`/${wabaId}/flows`, {
        name,
        categories,
        flow_json: flowJson,
        publish,
        clone_flow_id: cloneFlowId,
        endpoint_uri: endpointUri,
      }),
  }),
  endpoint({
    id: 'update-flow',
    kind: 'destination',
    group: 'Flows',
    name: 'Update a flow’s details',
    summary: 'Changes name, categories, endpoint or app of a flow. What is left out stays.',
    effect: 'changes',
    permission: management,
    docs: metaDocs.flows,
    parameters: {
      flowId: flowId(),
      name: optional(flowName()),
      categories: optional(categories()),
      endpointUri: optional(endpointUri()),
      applicationId: optional(plainId('App ID', 'The Meta app to which the flow is connected.')),
    },
    conflict: ({ name, categories, endpointUri, applicationId }) =>
      name || categories || endpointUri || applicationId
        ? null
        : {
            field: 'name',
            message: 'Give at least one thing to change: name, categories, endpoint URI or app ID.',
          },
    request: ({ flowId, name, categories, endpointUri, applicationId }) =>
      posting(`/${flowId}`, { name, categories, endpoint_uri: endpointUri, application_id: applicationId }),
  }),
  endpoint({
    id: 'upload-flow-json',
    kind: 'destination',
    group: 'Flows',
    name: 'Upload Flow JSON',
    summary: 'Puts new screens into a flow. Meta answers with what is wrong with them, if anything.',
    effect: 'changes',
    caution:
      'A published flow becomes a draft again: messages can’t open it for people until you publish it anew.',
    permission: management,
    docs: metaDocs.flows,
    parameters: { flowId: flowId('A draft; a published flow becomes one again.'), flowJson: flowJson() },
    request: ({ flowId, flowJson }) => ({
      method: 'POST',
      path: `/${flowId}/assets`,
      query: '',
      body: {
        kind: 'multipart',
        fields: { name: 'flow.json', asset_type: 'FLOW_JSON' },
        file: { field: 'file', name: 'flow.json', type: 'application/json', text: flowJson },
      },
    }),
  }),
  endpoint({
    id: 'publish-flow',
    kind: 'destination',
    group: 'Flows',
    name: 'Publish a flow',
    summary: 'Makes a draft fit to be sent to everybody. New Flow JSON would make it a draft again.',
    effect: 'changes',
    permission: management,
    docs: metaDocs.flows,
    parameters: { flowId: flowId('A draft without errors.') },
    request: ({ flowId }) => posting(`/${flowId}/publish`),
  }),
  endpoint({
    id: 'deprecate-flow',
    kind: 'destination',
    group: 'Flows',
    name: 'Deprecate a flow',
    summary: 'Retires a published flow: nobody can open or send it any more. That can’t be undone.',
    effect: 'deletes',
    permission: management,
    docs: metaDocs.flows,
    parameters: { flowId: flowId('A published flow.') },
    request: ({ flowId }) => posting(`/${flowId}/deprecate`),
  }),
  endpoint({
    id: 'delete-flow',
    kind: 'destination',
    group: 'Flows',
    name: 'Delete a flow',
    summary: 'Deletes a draft for good.',
    effect: 'deletes',
    permission: management,
    docs: metaDocs.flows,
    parameters: { flowId: flowId('A draft.') },
    request: ({ flowId }) => ({ method: 'DELETE', path: `/${flowId}`, query: '', body: null }),
  }),
  endpoint({
    id: 'migrate-flows',
    kind: 'destination',
    group: 'Flows',
    name: 'Migrate flows',
    summary: 'Copies flows of another account of the same business into this one, as drafts.',
    effect: 'changes',
    permission: management,
    docs: metaDocs.flows,
    parameters: {
      sourceWabaId: plainId(
        'Source account',
        'The WhatsApp Business Account ID from which flows are copied.',
      ),
      flowNames: optional(
        paragraph('Flow names', 'One name on each line, 100 at most; all flows if left out.', 20_000),
      ),
    },
    conflict: ({ flowNames }) =>
      flowNames && namesOf(flowNames).length > 100
        ? { field: 'flowNames', message: 'Meta migrates at most 100 flows at a time.' }
        : null,
    request: ({ sourceWabaId, flowNames }, { wabaId }) =>
      posting(`/${wabaId}/migrate_flows`, {
        source_waba_id: sourceWabaId,
        source_flow_names: flowNames && namesOf(flowNames),
      }),
  }),
  endpoint({
    id: 'set-encryption-key',
    kind: 'destination',
    group: 'Account',
    name: 'Set the business encryption key',
    summary: 'Gives Meta the public key with which endpoints of flows are called for a phone number.',
    effect: 'changes',
    permission: 'whatsapp_business_messaging',
    docs: metaDocs.encryption,
    parameters: {
      phoneNumberId: phoneNumberId(),
      publicKey: {
        label: 'Public key',
        help: 'An RSA key of 2048 bits in PEM. The private key stays on your server.',
        control: { kind: 'long-text', code: true, placeholder: '-----BEGIN PUBLIC KEY-----' },
        schema: anyText(5000).regex(
          /^-----BEGIN PUBLIC KEY-----\s[A-Za-z0-9+/=\s]+-----END PUBLIC KEY-----$/,
          {
            error: 'A public key in PEM begins with -----BEGIN PUBLIC KEY-----. Never send a private key.',
          },
        ),
      },
    },
    request: ({ phoneNumberId, publicKey }) => ({
      method: 'POST',
      path: `/${phoneNumberId}/whatsapp_business_encryption`,
      query: '',
      body: { kind: 'form', fields: { business_public_key: publicKey } },
    }),
  }),
  endpoint({
    id: 'manual-write',
    kind: 'destination',
    group: 'Anything else',
    name: 'Manual: any call that writes',
    summary: 'A POST or DELETE of your own, with path, query and JSON body as Graph wants them.',
    effect: 'changes',
    permission: null,
    docs: metaDocs.graph,
    parameters: {
      method: choice(
        'Method',
        'What is done with what stands at the path.',
        ['POST', 'DELETE'],
        [
          { value: 'POST', label: 'POST' },
          { value: 'DELETE', label: 'DELETE' },
        ],
      ),
      path: manualPath(),
      query: manualQuery(),
      body: optional(manualBody()),
    },
    request: ({ method, path, query = '', body }) => ({
      method,
      path,
      query,
      body: body ? { kind: 'json', value: jsonOf(body) } : null,
    }),
  }),
];

function namesOf(lines: string): string[] {
  return lines
    .split('\n')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
