import check from '../../../checks/repository/repo-api-description.js'
import { testCheck } from '../../helpers/check-tester.js'
import { operated } from './operated.js'

const python = (requirements: string, others: Record<string, string> = {}) => ({
  'requirements.txt': requirements,
  'app/main.py': 'app = 1',
  Dockerfile: 'FROM python:3.13\nCMD ["python", "-m", "app.main"]',
  ...others,
})

testCheck(check, {
  notApplicable: [
    {
      name: 'a library',
      files: {
        'package.json': '{ "name": "dates", "main": "index.js", "dependencies": { "express": "5" } }',
        'index.js': '',
      },
    },
    { name: 'a worker', files: python('celery==5.4.0\n') },
    {
      name: 'pages of its own',
      files: operated({
        'views/home.ejs': '<p>',
        'package.json': '{ "name": "shop", "private": true, "dependencies": { "express": "5", "react-dom": "19" } }',
      }),
    },
    { name: 'nothing to deploy', files: { 'requirements.txt': 'flask==3\n', 'main.py': 'app = 1' } },
    {
      name: 'a server for development',
      files: {
        ...operated(),
        'package.json': '{ "name": "shop", "private": true, "devDependencies": { "express": "5" } }',
      },
    },
  ],
  passes: [
    { name: 'OpenAPI', files: operated({ 'openapi.yaml': 'openapi: 3.1.0' }) },
    { name: 'OpenAPI in documentation', files: operated({ 'docs/swagger.json': '{ "swagger": "2.0" }' }) },
    { name: 'a folder of it', files: operated({ 'openapi/paths/orders.yaml': 'get: {}' }) },
    { name: 'protocol buffers', files: operated({ 'proto/shop.proto': 'syntax = "proto3";' }) },
    { name: 'GraphQL', files: operated({ 'src/schema.graphql': 'type Query { a: Int }' }) },
    { name: 'AsyncAPI', files: operated({ 'asyncapi.yaml': 'asyncapi: 3.0.0' }) },
    { name: 'TypeSpec', files: operated({ 'api/main.tsp': '' }) },
    { name: 'Smithy', files: operated({ 'model/shop.smithy': '' }) },
    { name: 'FastAPI makes it', files: python('fastapi==0.115.0\n') },
    { name: 'drf-spectacular makes it', files: python('django==5\ndjangorestframework==3\ndrf-spectacular==0.28\n') },
    {
      name: 'springdoc makes it',
      files: {
        'pom.xml':
          '<project><artifactId>shop</artifactId><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency><dependency><groupId>org.springdoc</groupId><artifactId>springdoc-openapi-starter-webmvc-ui</artifactId></dependency></dependencies></project>',
        'src/main/java/App.java': 'class App {}',
        Dockerfile: 'FROM eclipse-temurin:21\nENTRYPOINT ["java", "-jar", "app.jar"]',
      },
    },
  ],
  fails: [
    {
      name: 'Express, GitHub',
      files: operated({
        'package.json': '{ "name": "shop", "private": true, "dependencies": {\n"express": "5" # ! none\n} }',
      }),
    },
    {
      name: 'Express, GitLab',
      files: operated(
        { 'package.json': '{ "name": "shop", "private": true, "dependencies": {\n"express": "5" # ! none\n} }' },
        'gitlab',
      ),
    },
    {
      name: 'Express, Jenkins',
      files: operated(
        { 'package.json': '{ "name": "shop", "private": true, "dependencies": {\n"express": "5" # ! none\n} }' },
        'jenkins',
      ),
    },
    {
      name: 'Flask',
      files: operated({
        'requirements.txt': 'flask==3.1.0 # ! none\n',
        'app/main.py': 'app = 1',
        'package.json': '{}',
      }),
    },
  ],
})
