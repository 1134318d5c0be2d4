/**
 * Properties that take a secret and nothing else, by the type of resource: whatever literal stands there is the secret.
 * Paths are written with dots; lists on the way are gone through. Sources: the resource pages of the Terraform Registry
 * (arguments marked as sensitive) and the CloudFormation template reference.
 */
export const SECRET_ATTRIBUTES: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws_codebuild_source_credential', ['token']],
  ['aws_cognito_identity_provider', ['provider_details.client_secret']],
  ['aws_db_instance', ['password']],
  ['aws_directory_service_directory', ['password']],
  ['aws_dms_endpoint', ['password']],
  ['aws_docdb_cluster', ['master_password']],
  ['aws_elasticache_replication_group', ['auth_token']],
  ['aws_elasticache_user', ['passwords', 'authentication_mode.passwords']],
  ['aws_elasticsearch_domain', ['advanced_security_options.master_user_options.master_user_password']],
  ['aws_lightsail_database', ['master_password']],
  ['aws_memorydb_user', ['authentication_mode.passwords']],
  ['aws_mq_broker', ['user.password']],
  ['aws_neptune_cluster', ['master_password']],
  ['aws_opensearch_domain', ['advanced_security_options.master_user_options.master_user_password']],
  ['aws_rds_cluster', ['master_password']],
  ['aws_redshift_cluster', ['master_password']],
  ['aws_redshiftserverless_namespace', ['admin_user_password']],
  ['azurerm_linux_virtual_machine', ['admin_password']],
  ['azurerm_linux_virtual_machine_scale_set', ['admin_password']],
  ['azurerm_mariadb_server', ['administrator_login_password']],
  ['azurerm_mssql_server', ['administrator_login_password']],
  ['azurerm_mysql_flexible_server', ['administrator_password']],
  ['azurerm_mysql_server', ['administrator_login_password']],
  ['azurerm_postgresql_flexible_server', ['administrator_password']],
  ['azurerm_postgresql_server', ['administrator_login_password']],
  ['azurerm_sql_server', ['administrator_login_password']],
  ['azurerm_synapse_workspace', ['sql_administrator_login_password']],
  ['azurerm_virtual_machine', ['os_profile.admin_password']],
  ['azurerm_virtual_network_gateway_connection', ['shared_key']],
  ['azurerm_windows_virtual_machine', ['admin_password']],
  ['azurerm_windows_virtual_machine_scale_set', ['admin_password']],
  ['google_alloydb_cluster', ['initial_user.password']],
  ['google_alloydb_user', ['password']],
  ['google_compute_vpn_tunnel', ['shared_secret']],
  ['google_sql_database_instance', ['root_password']],
  ['google_sql_user', ['password']],
  ['mysql_user', ['plaintext_password']],
  ['postgresql_role', ['password']],
  ['AWS::AmazonMQ::Broker', ['Users.Password']],
  ['AWS::CodeBuild::SourceCredential', ['Token']],
  ['AWS::Cognito::UserPoolIdentityProvider', ['ProviderDetails.client_secret']],
  ['AWS::DMS::Endpoint', ['Password']],
  ['AWS::DirectoryService::MicrosoftAD', ['Password']],
  ['AWS::DirectoryService::SimpleAD', ['Password']],
  ['AWS::DocDB::DBCluster', ['MasterUserPassword']],
  ['AWS::ElastiCache::ReplicationGroup', ['AuthToken']],
  ['AWS::ElastiCache::User', ['Passwords', 'AuthenticationMode.Passwords']],
  ['AWS::Elasticsearch::Domain', ['AdvancedSecurityOptions.MasterUserOptions.MasterUserPassword']],
  ['AWS::IAM::User', ['LoginProfile.Password']],
  ['AWS::Lightsail::Database', ['MasterUserPassword']],
  ['AWS::OpenSearchService::Domain', ['AdvancedSecurityOptions.MasterUserOptions.MasterUserPassword']],
  ['AWS::RDS::DBCluster', ['MasterUserPassword']],
  ['AWS::RDS::DBInstance', ['MasterUserPassword']],
  ['AWS::Redshift::Cluster', ['MasterUserPassword']],
  ['AWS::RedshiftServerless::Namespace', ['AdminUserPassword']],
])

/**
 * Properties of stores of secrets. Such a store also holds addresses, names and settings, so that the value's form has
 * to say that it is a secret.
 */
export const STORED_VALUES: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws_secretsmanager_secret_version', ['secret_string']],
  ['azurerm_key_vault_secret', ['value']],
  ['cloudflare_workers_secret', ['secret_text']],
  ['github_actions_environment_secret', ['plaintext_value']],
  ['github_actions_organization_secret', ['plaintext_value']],
  ['github_actions_secret', ['plaintext_value']],
  ['github_dependabot_secret', ['plaintext_value']],
  ['google_secret_manager_secret_version', ['secret_data']],
  ['AWS::SecretsManager::Secret', ['SecretString']],
])

/** Kinds and types of resources whose values are encrypted before they are committed, or only name where to read. */
export const ENCRYPTED_TYPES: ReadonlySet<string> = new Set([
  'data.aws_kms_secrets',
  'data.google_kms_secret',
  'ClusterExternalSecret',
  'ExternalSecret',
  'SealedSecret',
  'SecretProviderClass',
  'SopsSecret',
  'VaultDynamicSecret',
  'VaultStaticSecret',
])
