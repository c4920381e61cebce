// Starts GraphiQL on the endpoint that the page names.
const root = document.getElementById("graphiql");
const fetcher = GraphiQL.createFetcher({ url: root.dataset.endpoint });
const defaultQuery = `# Published content: role pages, job descriptions, interview questions.
# Run this with Ctrl-Enter; the book on the left holds the documentation.
{
  rolePages(first: 5) {
    totalCount
    nodes {
      slug
      title
      role {
        title
        level
      }
    }
  }
}
`;
ReactDOM.createRoot(root).render(React.createElement(GraphiQL, { fetcher, defaultQuery }));
