import { codegen } from '@rolebook/client/codegen'

export default codegen({ documents: 'queries/*.graphql', output: 'queries/generated/' })
