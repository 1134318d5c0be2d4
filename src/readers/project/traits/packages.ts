import type { TraitKind } from '../../../models/index.js'
import type { PackageTable } from '../package-table.js'

/** What a package that is not only for development shows, by its ecosystem; Gradle shares the names of Maven. */
export const TRAIT_PACKAGES: PackageTable<TraitKind> = {
  npm: {
    'user-interface':
      'react-dom react-native expo vue nuxt svelte @sveltejs/kit @angular/core preact solid-js next @remix-run/react astro ' +
      'gatsby ember-source lit @ionic/core @ionic/react @ionic/angular @ionic/vue @builder.io/qwik alpinejs backbone ' +
      'govuk-frontend @stencil/core riot mithril htmx.org',
    'interface-generator':
      '@nestjs/swagger swagger-jsdoc @fastify/swagger fastify-swagger @hono/zod-openapi hono-openapi tsoa ' +
      '@tsoa/runtime express-openapi express-openapi-validator express-jsdoc-swagger swagger-autogen ' +
      '@asteasolutions/zod-to-openapi next-swagger-doc hapi-swagger koa-swagger-decorator ' +
      'routing-controllers-openapi openapi-backend graphql @apollo/server apollo-server* graphql-yoga ' +
      'type-graphql @nestjs/graphql @trpc/server @ts-rest/core ',
    'request-server':
      'express fastify koa @hapi/hapi hapi @nestjs/core @nestjs/platform-express next nuxt @sveltejs/kit @remix-run/node ' +
      'restify polka hono @hono/node-server micro @feathersjs/express sails @adonisjs/core @apollo/server apollo-server* ' +
      'graphql-yoga @loopback/core moleculer @grpc/grpc-js',
    'data-store':
      'pg pg-promise postgres mysql mysql2 mariadb mssql tedious oracledb better-sqlite3 sqlite3 mongodb mongoose redis ' +
      'ioredis knex sequelize typeorm @prisma/client drizzle-orm kysely objection @mikro-orm/core @neondatabase/serverless ' +
      'cassandra-driver @elastic/elasticsearch @opensearch-project/opensearch neo4j-driver couchbase nano ' +
      '@aws-sdk/client-dynamodb @aws-sdk/lib-dynamodb @azure/cosmos @google-cloud/firestore @google-cloud/datastore ' +
      'firebase-admin @supabase/supabase-js dynamoose waterline @nestjs/typeorm @nestjs/mongoose @nestjs/sequelize',
    queue:
      'kafkajs node-rdkafka @confluentinc/kafka-javascript amqplib amqp-connection-manager bull bullmq bee-queue ' +
      '@aws-sdk/client-sqs @aws-sdk/client-sns @aws-sdk/client-kinesis sqs-consumer @google-cloud/pubsub ' +
      '@azure/service-bus @azure/event-hubs nats mqtt stompit rhea agenda pg-boss',
  },
  python: {
    'user-interface': 'streamlit dash gradio nicegui reflex flet wagtail django-cms',
    'interface-generator':
      'fastapi drf-spectacular drf-yasg flask-restx flask-restplus flasgger connexion apispec flask-smorest ' +
      'flask-openapi3 apiflask litestar robyn spectree django-ninja sanic-ext sanic-openapi chalice-spec ' +
      'strawberry-graphql* graphene* ariadne aws-lambda-powertools',
    'request-server':
      'flask django fastapi starlette tornado sanic falcon bottle aiohttp quart litestar pyramid gunicorn uvicorn hypercorn ' +
      'uwsgi waitress djangorestframework connexion flask-restx flask-restful chalice grpcio wagtail apiflask robyn',
    'data-store':
      'psycopg psycopg2 psycopg2-binary psycopg-binary asyncpg pg8000 sqlalchemy flask-sqlalchemy django sqlmodel peewee tortoise-orm ' +
      'pymysql mysqlclient mysql-connector-python aiomysql pymongo motor mongoengine beanie odmantic redis aioredis ' +
      'django-redis cx-oracle oracledb pymssql pyodbc cassandra-driver elasticsearch elasticsearch-dsl opensearch-py ' +
      'neo4j pynamodb google-cloud-firestore google-cloud-bigquery azure-cosmos snowflake-connector-python alembic ' +
      'flask-migrate clickhouse-driver influxdb influxdb-client',
    queue:
      'celery kombu pika aio-pika kafka-python kafka-python-ng confluent-kafka aiokafka faust rq django-rq dramatiq huey ' +
      'google-cloud-pubsub azure-servicebus azure-eventhub nats-py paho-mqtt arq',
  },
  go: {
    'interface-generator':
      'github.com/swaggo/* github.com/danielgtaylor/huma* github.com/99designs/gqlgen github.com/graph-gophers/* ' +
      'github.com/graphql-go/* github.com/oapi-codegen/* github.com/deepmap/oapi-codegen* ' +
      'github.com/getkin/kin-openapi github.com/go-openapi/* github.com/ogen-go/ogen ' +
      'connectrpc.com/connect goa.design/* github.com/go-swagger/*',
    'request-server':
      'github.com/gin-gonic/gin github.com/labstack/echo* github.com/gofiber/fiber* github.com/go-chi/chi* ' +
      'github.com/gorilla/mux github.com/julienschmidt/httprouter github.com/go-kit/kit github.com/go-kratos/kratos* ' +
      'github.com/emicklei/go-restful* github.com/99designs/gqlgen github.com/danielgtaylor/huma* github.com/valyala/fasthttp',
    'data-store':
      'github.com/lib/pq github.com/jackc/pgx* github.com/go-sql-driver/mysql github.com/mattn/go-sqlite3 gorm.io/gorm ' +
      'github.com/jmoiron/sqlx github.com/uptrace/bun go.mongodb.org/mongo-driver* github.com/go-redis/redis* ' +
      'github.com/redis/go-redis* github.com/gomodule/redigo github.com/gocql/gocql github.com/elastic/go-elasticsearch* ' +
      'github.com/neo4j/neo4j-go-driver* entgo.io/ent github.com/denisenkom/go-mssqldb github.com/microsoft/go-mssqldb ' +
      'github.com/aws/aws-sdk-go-v2/service/dynamodb cloud.google.com/go/firestore cloud.google.com/go/spanner ' +
      'github.com/golang-migrate/migrate* github.com/pressly/goose* github.com/clickhouse/clickhouse-go*',
    queue:
      'github.com/segmentio/kafka-go github.com/ibm/sarama github.com/shopify/sarama github.com/confluentinc/confluent-kafka-go* ' +
      'github.com/twmb/franz-go github.com/rabbitmq/amqp091-go github.com/streadway/amqp github.com/nats-io/nats.go ' +
      'github.com/aws/aws-sdk-go-v2/service/sqs cloud.google.com/go/pubsub* github.com/hibiken/asynq ' +
      'github.com/eclipse/paho.mqtt.golang github.com/azure/azure-sdk-for-go/sdk/messaging/azservicebus',
  },
  cargo: {
    'user-interface': 'yew leptos dioxus sycamore tauri egui iced',
    'interface-generator':
      'utoipa* aide async-graphql juniper poem-openapi okapi rocket_okapi paperclip dropshot tonic apistos',
    'request-server': 'actix-web axum rocket warp tonic poem tide salvo async-graphql',
    'data-store':
      'sqlx diesel sea-orm tokio-postgres postgres mysql mysql_async mongodb redis fred scylla cassandra-cpp tiberius ' +
      'elasticsearch neo4rs aws-sdk-dynamodb rusqlite deadpool-postgres',
    queue: 'rdkafka lapin async-nats nats aws-sdk-sqs google-cloud-pubsub rumqttc',
  },
  maven: {
    'user-interface':
      'com.vaadin:* org.springframework.boot:spring-boot-starter-thymeleaf io.quarkus:quarkus-qute* org.primefaces:* org.apache.wicket:*',
    'interface-generator':
      'org.springdoc:* io.swagger* io.springfox:* io.quarkus:quarkus-smallrye-openapi ' +
      'io.quarkus:quarkus-smallrye-graphql io.micronaut.openapi:* com.graphql-java* com.netflix.graphql.dgs:* ' +
      'com.expediagroup:graphql* io.javalin.community.openapi:* org.eclipse.microprofile.openapi* ' +
      'org.springframework.boot:spring-boot-starter-graphql org.springframework.restdocs:* ' +
      'com.softwaremill.sttp.tapir:* org.openapitools:* io.smallrye:smallrye-open-api*',
    'request-server':
      'org.springframework.boot:spring-boot-starter-web org.springframework.boot:spring-boot-starter-webmvc ' +
      'org.springframework.boot:spring-boot-starter-webflux org.springframework.boot:spring-boot-starter-jersey io.quarkus:quarkus-rest* ' +
      'io.quarkus:quarkus-resteasy* io.micronaut:micronaut-http-server* io.dropwizard:dropwizard-core io.ktor:ktor-server* ' +
      'io.javalin:javalin io.vertx:vertx-web io.helidon.webserver:* com.sparkjava:spark-core io.grpc:grpc-netty* ' +
      'com.typesafe.play:play* org.apache.struts:struts2-core org.http4s:http4s-*-server',
    'data-store':
      'org.postgresql:postgresql com.mysql:mysql-connector-j mysql:mysql-connector-java org.mariadb.jdbc:mariadb-java-client ' +
      'com.oracle.database.jdbc:* com.microsoft.sqlserver:mssql-jdbc org.springframework.boot:spring-boot-starter-data-* ' +
      'org.springframework.boot:spring-boot-starter-jdbc org.hibernate:hibernate-core org.hibernate.orm:* org.mybatis* ' +
      'io.quarkus:quarkus-jdbc-* io.quarkus:quarkus-hibernate* io.quarkus:quarkus-mongodb* org.mongodb:mongodb-driver* ' +
      'redis.clients:jedis io.lettuce:lettuce-core org.redisson:redisson com.datastax.* org.elasticsearch.client:* ' +
      'co.elastic.clients:* org.flywaydb:flyway-core org.liquibase:liquibase-core org.jooq:jooq io.r2dbc:* ' +
      'software.amazon.awssdk:dynamodb* com.google.cloud:google-cloud-firestore com.zaxxer:hikaricp',
    queue:
      'org.springframework.kafka:spring-kafka org.apache.kafka:kafka-clients org.springframework.boot:spring-boot-starter-amqp ' +
      'org.springframework.boot:spring-boot-starter-activemq com.rabbitmq:amqp-client org.apache.activemq:activemq-client ' +
      'software.amazon.awssdk:sqs software.amazon.awssdk:sns com.google.cloud:google-cloud-pubsub io.nats:jnats ' +
      'org.springframework.cloud:spring-cloud-stream* io.quarkus:quarkus-messaging* io.smallrye.reactive:* com.azure:azure-messaging*',
  },
  bundler: {
    'user-interface':
      'rails actionview sprockets-rails importmap-rails turbo-rails hotwire-rails middleman hanami-view',
    'interface-generator':
      'rswag* grape-swagger* graphql apipie-rails rspec_api_documentation rspec-openapi committee swagger-blocks ' + '',
    'request-server': 'rails sinatra grape roda hanami padrino puma unicorn rackup grpc graphql',
    'data-store':
      'pg mysql2 sqlite3 trilogy mongoid mongo redis activerecord sequel elasticsearch opensearch-ruby neo4j dynamoid aws-sdk-dynamodb',
    queue: 'sidekiq resque delayed_job* good_job solid_queue bunny ruby-kafka karafka rdkafka shoryuken aws-sdk-sqs',
  },
  nuget: {
    'user-interface':
      'microsoft.aspnetcore.components* microsoft.net.sdk.blazorwebassembly microsoft.net.sdk.razor mudblazor avalonia* ' +
      'microsoft.maui* uno.winui*',
    'interface-generator':
      'swashbuckle.aspnetcore* nswag* microsoft.aspnetcore.openapi hotchocolate* graphql* grpc.aspnetcore* ' +
      'fastendpoints.swagger microsoft.azure.webjobs.extensions.openapi ' +
      'microsoft.azure.functions.worker.extensions.openapi scalar.aspnetcore',
    'request-server':
      'microsoft.net.sdk.web microsoft.aspnetcore.openapi swashbuckle.aspnetcore* grpc.aspnetcore* microsoft.azure.functions.worker carter fastendpoints',
    'data-store':
      'npgsql* microsoft.entityframeworkcore.sqlserver pomelo.entityframeworkcore.mysql microsoft.data.sqlclient ' +
      'system.data.sqlclient mysqlconnector mysql.data mongodb.driver stackexchange.redis microsoft.azure.cosmos ' +
      'awssdk.dynamodbv2 dapper elastic.clients.elasticsearch nest neo4j.driver oracle.entityframeworkcore ' +
      'microsoft.extensions.caching.stackexchangeredis google.cloud.firestore cassandracsharpdriver marten',
    queue:
      'confluent.kafka masstransit* rabbitmq.client nservicebus* azure.messaging.servicebus azure.messaging.eventhubs ' +
      'awssdk.sqs awssdk.simplenotificationservice google.cloud.pubsub* rebus* hangfire* wolverinefx*',
  },
  composer: {
    'user-interface': 'laravel/framework symfony/twig-bundle drupal/core* livewire/livewire inertiajs/inertia-laravel',
    'interface-generator':
      'api-platform/core* api-platform/symfony api-platform/laravel nelmio/api-doc-bundle zircote/swagger-php ' +
      'darkaonline/l5-swagger knuckleswtf/scribe dedoc/scramble webonyx/graphql-php nuwave/lighthouse ' +
      'vyuldashev/laravel-openapi',
    'request-server':
      'laravel/framework laravel/lumen-framework symfony/framework-bundle slim/slim cakephp/cakephp yiisoft/yii2 ' +
      'codeigniter4/framework laminas/laminas-mvc api-platform/core* drupal/core* mezzio/mezzio',
    'data-store':
      'doctrine/orm doctrine/dbal doctrine/doctrine-bundle illuminate/database laravel/framework predis/predis mongodb/mongodb elasticsearch/elasticsearch propel/propel',
    queue: 'php-amqplib/php-amqplib symfony/messenger enqueue/* laravel/horizon aws/aws-sdk-php-sqs',
  },
}
